/// The decision as it is sent to the applicant.
@NullMarked
package org.llmregistry.review.letter;

import org.jspecify.annotations.NullMarked;
