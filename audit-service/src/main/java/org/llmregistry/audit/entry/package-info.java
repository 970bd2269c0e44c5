/// Appending events, in one order for all, and finding them again.
@NullMarked
package org.llmregistry.audit.entry;

import org.jspecify.annotations.NullMarked;
