/// Merkle tree hashing of RFC 6962, section 2.1. Pure: nothing of the framework, nothing of the database.
@NullMarked
package org.llmregistry.audit.merkle;

import org.jspecify.annotations.NullMarked;
