/// The clocks of a case: what happened to them, and what they show.
@NullMarked
package org.llmregistry.review.deadline;

import org.jspecify.annotations.NullMarked;
