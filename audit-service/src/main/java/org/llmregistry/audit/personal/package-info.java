/// What the log keeps beside its entries and can erase.
@NullMarked
package org.llmregistry.audit.personal;

import org.jspecify.annotations.NullMarked;
