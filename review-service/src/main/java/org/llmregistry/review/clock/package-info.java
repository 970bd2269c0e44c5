/// The clock of a case: whose time is running, how much of it is used, and when the authority is due. Everything is
/// folded from the events of the case and the calendar; nothing is stored, so a replay gives equal values.
@NullMarked
package org.llmregistry.review.clock;

import org.jspecify.annotations.NullMarked;
