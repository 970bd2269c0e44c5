/// Many rows at once: written with one COPY in the running transaction, read line by line in one of their own.
@NullMarked
package org.llmregistry.kernel.copy;

import org.jspecify.annotations.NullMarked;
