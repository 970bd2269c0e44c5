/// Ratios of ours to a peer, measured side by side in one run; `docs/benchmarks.md` says how to read them.
@NullMarked
package org.llmregistry.benchmarks;

import org.jspecify.annotations.NullMarked;
