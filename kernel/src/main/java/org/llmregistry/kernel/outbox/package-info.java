/// Transactional outbox: a state change, its audit event and its messages commit together; a relay delivers them at
/// least once, in order per subject (ADR 0003).
@NullMarked
package org.llmregistry.kernel.outbox;

import org.jspecify.annotations.NullMarked;
