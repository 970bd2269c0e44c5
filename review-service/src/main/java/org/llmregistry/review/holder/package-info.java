/// What the holder of a licence says to an order: a statement before it, an appeal after it, which a panel answers.
@NullMarked
package org.llmregistry.review.holder;

import org.jspecify.annotations.NullMarked;
