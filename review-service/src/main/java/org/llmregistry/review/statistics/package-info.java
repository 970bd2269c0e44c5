/// How the authority works: days, questions, decisions.
@NullMarked
package org.llmregistry.review.statistics;

import org.jspecify.annotations.NullMarked;
