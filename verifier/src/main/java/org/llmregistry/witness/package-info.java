/// A small witness (c2sp.org/tlog-witness): it cosigns what a log signed, and only what grew from what it cosigned
/// before. It knows nothing of the log but its key.
@NullMarked
package org.llmregistry.witness;

import org.jspecify.annotations.NullMarked;
