/// Questions of the review, answered by the vendor item by item.
@NullMarked
package org.llmregistry.registry.question;

import org.jspecify.annotations.NullMarked;
