/// The log as outsiders see it, below `/log`.
@NullMarked
package org.llmregistry.audit.log;

import org.jspecify.annotations.NullMarked;
