/// The states of all things, for whoever holds them against the audit log.
@NullMarked
package org.llmregistry.registry.state;

import org.jspecify.annotations.NullMarked;
