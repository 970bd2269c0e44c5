/// The register as web pages: figures, chart, search, one page per entry. Rendered here, without JavaScript.
@NullMarked
package org.llmregistry.registry.page;

import org.jspecify.annotations.NullMarked;
