/// Questions to the vendor, item by item; the clock stops while they are open.
@NullMarked
package org.llmregistry.review.question;

import org.jspecify.annotations.NullMarked;
