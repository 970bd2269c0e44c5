/// Answers the question of the public and of marketplaces: does this number, or file, rest on a licence in force?
@NullMarked
package org.llmregistry.registry.verification;

import org.jspecify.annotations.NullMarked;
