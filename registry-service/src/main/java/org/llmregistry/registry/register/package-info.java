/// The public register: which models are known, which are licensed, and how that stood on any date. A
/// projection of its own (ADR 0009) that grants and imports write in their own transaction.
@NullMarked
package org.llmregistry.registry.register;

import org.jspecify.annotations.NullMarked;
