/// Whether two published names mean the same model. Pure; the words that say nothing about it are data
/// (`name-words.properties`).
@NullMarked
package org.llmregistry.registry.naming;

import org.jspecify.annotations.NullMarked;
