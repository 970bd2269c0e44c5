/// A verdict per clause and the counts behind each threshold.
@NullMarked
package org.llmregistry.review.assessment;

import org.jspecify.annotations.NullMarked;
