/// The log as files to take away: a copy of all of it, a case, a search.
@NullMarked
package org.llmregistry.audit.export;

import org.jspecify.annotations.NullMarked;
