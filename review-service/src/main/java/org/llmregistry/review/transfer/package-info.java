/// Another region's office takes a case.
@NullMarked
package org.llmregistry.review.transfer;

import org.jspecify.annotations.NullMarked;
