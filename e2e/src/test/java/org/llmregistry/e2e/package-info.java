/// The packaged services with the real Keycloak and PostgreSQL, used as people and machines use them.
package org.llmregistry.e2e;
