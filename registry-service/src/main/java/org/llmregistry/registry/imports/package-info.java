/// Lists that others publish, brought into the register: streamed, row by row, repeatable.
@NullMarked
package org.llmregistry.registry.imports;

import org.jspecify.annotations.NullMarked;
