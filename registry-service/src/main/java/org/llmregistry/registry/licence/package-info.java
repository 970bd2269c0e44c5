/// Licences: their states, their numbers, what they bind; granted on review's decision or recorded from earlier
/// ones.
@NullMarked
package org.llmregistry.registry.licence;

import org.jspecify.annotations.NullMarked;
