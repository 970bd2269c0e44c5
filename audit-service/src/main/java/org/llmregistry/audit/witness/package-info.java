/// Who else has seen a checkpoint: witnesses (c2sp.org/tlog-witness), and how many of them it needs to be public.
@NullMarked
package org.llmregistry.audit.witness;

import org.jspecify.annotations.NullMarked;
