/// Signed statements of the log about itself (c2sp.org/tlog-checkpoint, c2sp.org/signed-note).
@NullMarked
package org.llmregistry.audit.checkpoint;

import org.jspecify.annotations.NullMarked;
