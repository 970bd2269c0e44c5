/// A case that needs a higher role's advice, and its return.
@NullMarked
package org.llmregistry.review.escalation;

import org.jspecify.annotations.NullMarked;
