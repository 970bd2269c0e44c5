/// The centre, on tracks of two levels: it refers back to the region or proposes a decision.
@NullMarked
package org.llmregistry.review.central;

import org.jspecify.annotations.NullMarked;
