/// Contents by their SHA-256: received into bounded temporary files, kept once in PostgreSQL, a folder or a bucket.
@NullMarked
package org.llmregistry.registry.content;

import org.jspecify.annotations.NullMarked;
