/// Resumable uploads: a document in parts, over broken lines and restarts.
@NullMarked
package org.llmregistry.registry.upload;

import org.jspecify.annotations.NullMarked;
