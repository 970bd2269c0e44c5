/// JSON as the log hashes it.
@NullMarked
package org.llmregistry.audit.canonical;

import org.jspecify.annotations.NullMarked;
