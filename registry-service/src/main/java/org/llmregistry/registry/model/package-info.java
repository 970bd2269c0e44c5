/// Models and their versions: type, lineage, and the manifest of weight digests that a licence is bound to.
@NullMarked
package org.llmregistry.registry.model;

import org.jspecify.annotations.NullMarked;
