/// Looks into received files before anything is kept: what kind they are, and whether they are safe to open. Archives
/// are read as streams within bounds and never unpacked.
@NullMarked
package org.llmregistry.registry.inspection;

import org.jspecify.annotations.NullMarked;
