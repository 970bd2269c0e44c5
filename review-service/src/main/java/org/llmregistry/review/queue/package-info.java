/// Finding the next case, taking it, giving it back.
@NullMarked
package org.llmregistry.review.queue;

import org.jspecify.annotations.NullMarked;
