/// What a newer version of a scheme would mean for licences that were granted under an older one.
@NullMarked
package org.llmregistry.review.impact;

import org.jspecify.annotations.NullMarked;
