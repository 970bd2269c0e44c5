/// States made from the log alone, to be held against what the services say.
@NullMarked
package org.llmregistry.audit.rebuild;

import org.jspecify.annotations.NullMarked;
