/// Refusals inside, problem documents (RFC 9457) at the edge: rules throw a [org.llmregistry.kernel.problem.Refusal],
/// one class turns it into the answer.
@NullMarked
package org.llmregistry.kernel.problem;

import org.jspecify.annotations.NullMarked;
