/// What the vendor's side asks about a case while it is worked on.
@NullMarked
package org.llmregistry.review.progress;

import org.jspecify.annotations.NullMarked;
