/// What a missed limit of the authority does by itself, and due dates that follow a new calendar.
@NullMarked
package org.llmregistry.review.overrun;

import org.jspecify.annotations.NullMarked;
