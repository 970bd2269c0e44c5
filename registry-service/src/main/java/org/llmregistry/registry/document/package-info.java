/// Documents by content hash: stored once, seen only by who uploaded them.
@NullMarked
package org.llmregistry.registry.document;

import org.jspecify.annotations.NullMarked;
