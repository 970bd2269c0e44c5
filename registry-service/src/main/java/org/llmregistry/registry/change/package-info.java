/// Changes of a licensed model by class: the table of the scheme says whether the holder tells, waits or applies.
@NullMarked
package org.llmregistry.registry.change;

import org.jspecify.annotations.NullMarked;
