/// How events come into the log: read, put in order, durable before they are acknowledged.
@NullMarked
package org.llmregistry.audit.append;

import org.jspecify.annotations.NullMarked;
