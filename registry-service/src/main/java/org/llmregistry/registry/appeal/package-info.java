/// The vendor appeals against a decision.
@NullMarked
package org.llmregistry.registry.appeal;

import org.jspecify.annotations.NullMarked;
