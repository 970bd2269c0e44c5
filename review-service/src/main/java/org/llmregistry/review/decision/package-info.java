/// Recommendation by a second person, decision by a third.
@NullMarked
package org.llmregistry.review.decision;

import org.jspecify.annotations.NullMarked;
