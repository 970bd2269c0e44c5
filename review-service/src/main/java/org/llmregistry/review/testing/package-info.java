/// The tester's work, on tracks that have the step.
@NullMarked
package org.llmregistry.review.testing;

import org.jspecify.annotations.NullMarked;
