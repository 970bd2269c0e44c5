/// Who rests on whom, and what a licence inherits when a licence that it rests on is withdrawn (ADR 0017).
@NullMarked
package org.llmregistry.registry.lineage;

import org.jspecify.annotations.NullMarked;
