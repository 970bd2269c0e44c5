/// How a log ends with its year and the next one begins (ADR 0026).
@NullMarked
package org.llmregistry.audit.year;

import org.jspecify.annotations.NullMarked;
