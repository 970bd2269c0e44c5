/// Licensing schemes: the rules of a jurisdiction as versioned documents (ADR 0011).
@NullMarked
package org.llmregistry.review.scheme;

import org.jspecify.annotations.NullMarked;
