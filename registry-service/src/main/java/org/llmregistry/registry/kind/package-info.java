/// What each kind of application is about, and what it needs.
@NullMarked
package org.llmregistry.registry.kind;

import org.jspecify.annotations.NullMarked;
