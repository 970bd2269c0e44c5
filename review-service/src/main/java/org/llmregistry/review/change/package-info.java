/// What the holder of a licence tells of it after the grant: changes, a surrender, a transfer; the office may
/// object.
@NullMarked
package org.llmregistry.review.change;

import org.jspecify.annotations.NullMarked;
