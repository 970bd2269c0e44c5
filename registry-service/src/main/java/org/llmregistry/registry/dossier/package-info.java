/// What an application says about a model version (field catalogue: developer, training, corpus, evaluations and so
/// on).
@NullMarked
package org.llmregistry.registry.dossier;

import org.jspecify.annotations.NullMarked;
