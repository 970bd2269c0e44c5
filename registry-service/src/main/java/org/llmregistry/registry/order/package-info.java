/// Orders of the authority on a licence: restricted, suspended, lifted, reinstated, revoked, and whom that reaches.
@NullMarked
package org.llmregistry.registry.order;

import org.jspecify.annotations.NullMarked;
