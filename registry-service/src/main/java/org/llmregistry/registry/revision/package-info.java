/// Dossiers as they were submitted, compared field by field.
@NullMarked
package org.llmregistry.registry.revision;

import org.jspecify.annotations.NullMarked;
