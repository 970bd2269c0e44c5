/// The whole product on one machine: PostgreSQL, Keycloak and the three packaged services, started, watched and stopped
/// together. What `./run` runs, and the fixture of the end-to-end tests.
@NullMarked
package org.llmregistry.local;

import org.jspecify.annotations.NullMarked;
