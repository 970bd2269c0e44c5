/// What a scheme lays down for the time after the grant: what the holder owes, which changes it tells, what it
/// inherits.
@NullMarked
package org.llmregistry.review.holding;

import org.jspecify.annotations.NullMarked;
