/// Vendors: the parties that apply, and the machine client that each one gets in Keycloak.
@NullMarked
package org.llmregistry.registry.vendor;

import org.jspecify.annotations.NullMarked;
