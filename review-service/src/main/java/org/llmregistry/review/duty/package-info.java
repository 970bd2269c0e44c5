/// Who may not do what because of what the same person did before.
@NullMarked
package org.llmregistry.review.duty;

import org.jspecify.annotations.NullMarked;
