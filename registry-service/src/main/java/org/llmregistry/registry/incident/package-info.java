/// Serious incidents with a licensed model, reported by its holder. Never public.
@NullMarked
package org.llmregistry.registry.incident;

import org.jspecify.annotations.NullMarked;
