/// Verifies proofs of the audit log offline, with nothing but the JDK.
@NullMarked
package org.llmregistry.verifier;

import org.jspecify.annotations.NullMarked;
