/// What the log answers for decisions and licences: bytes and proof, for whom they concern.
@NullMarked
package org.llmregistry.registry.receipt;

import org.jspecify.annotations.NullMarked;
