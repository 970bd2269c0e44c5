/// What can be done to parts of a case that only their own feature knows.
@NullMarked
package org.llmregistry.review.offer;

import org.jspecify.annotations.NullMarked;
