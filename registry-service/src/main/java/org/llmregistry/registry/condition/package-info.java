/// Conditions of a vendor's licences: how they stand, and what it shows for them.
@NullMarked
package org.llmregistry.registry.condition;

import org.jspecify.annotations.NullMarked;
