/// Samples that are drawn from the vendor's banks: it fixes the bank, and can repeat the draw afterwards.
@NullMarked
package org.llmregistry.registry.draw;

import org.jspecify.annotations.NullMarked;
