/// Who calls.
@NullMarked
package org.llmregistry.kernel.identity;

import org.jspecify.annotations.NullMarked;
