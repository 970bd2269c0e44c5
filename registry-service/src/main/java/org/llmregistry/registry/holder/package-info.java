/// What the holder does with its licence: gives it back (domain rule L7), or passes it on where the scheme allows that.
@NullMarked
package org.llmregistry.registry.holder;

import org.jspecify.annotations.NullMarked;
