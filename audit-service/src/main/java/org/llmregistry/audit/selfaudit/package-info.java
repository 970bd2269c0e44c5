/// The log reads itself again: what no request would notice is found here.
@NullMarked
package org.llmregistry.audit.selfaudit;

import org.jspecify.annotations.NullMarked;
