/// Proofs that an entry is in the log, and that the log only grew.
@NullMarked
package org.llmregistry.audit.proof;

import org.jspecify.annotations.NullMarked;
