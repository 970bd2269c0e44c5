/// What every HTTP exchange has in common: request id, caller, entity tags, idempotency keys, keyset pages.
@NullMarked
package org.llmregistry.kernel.web;

import org.jspecify.annotations.NullMarked;
