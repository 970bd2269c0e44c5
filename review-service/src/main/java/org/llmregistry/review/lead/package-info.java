/// What leads and heads do for a case that others work on.
@NullMarked
package org.llmregistry.review.lead;

import org.jspecify.annotations.NullMarked;
