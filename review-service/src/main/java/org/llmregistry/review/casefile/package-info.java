/// The case that opens for each submitted application, its states, and intake.
@NullMarked
package org.llmregistry.review.casefile;

import org.jspecify.annotations.NullMarked;
