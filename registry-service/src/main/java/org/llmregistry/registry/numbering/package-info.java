/// Licence numbers by the pattern of a scheme.
@NullMarked
package org.llmregistry.registry.numbering;

import org.jspecify.annotations.NullMarked;
