/// The logs that follow each other, one for each year (ADR 0026), and how a request names one of them.
@NullMarked
package org.llmregistry.audit.series;

import org.jspecify.annotations.NullMarked;
