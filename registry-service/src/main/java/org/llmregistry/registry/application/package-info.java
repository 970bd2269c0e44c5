/// Applications: a draft that helps, a frozen dossier per submission, and the way through review.
@NullMarked
package org.llmregistry.registry.application;

import org.jspecify.annotations.NullMarked;
