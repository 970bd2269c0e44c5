/// The authority's clocks, for the vendor whose application they run for.
@NullMarked
package org.llmregistry.registry.clock;

import org.jspecify.annotations.NullMarked;
