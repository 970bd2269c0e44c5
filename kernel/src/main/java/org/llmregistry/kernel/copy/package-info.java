/// Many rows at once: what a service writes by the thousand goes through PostgreSQL's COPY, in the running transaction.
@NullMarked
package org.llmregistry.kernel.copy;

import org.jspecify.annotations.NullMarked;
