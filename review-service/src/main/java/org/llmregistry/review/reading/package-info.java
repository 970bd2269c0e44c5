/// What reviewers read beside the case itself.
@NullMarked
package org.llmregistry.review.reading;

import org.jspecify.annotations.NullMarked;
