/// The append-only, tamper-evident log of everything that registry and review decide.
@NullMarked
package org.llmregistry.audit;

import org.jspecify.annotations.NullMarked;
