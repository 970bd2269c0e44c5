/// Whose rows a connection may see: the second layer behind the checks of the code (ADR 0019).
@NullMarked
package org.llmregistry.registry.scope;

import org.jspecify.annotations.NullMarked;
