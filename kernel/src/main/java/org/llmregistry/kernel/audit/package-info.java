/// The one domain type that services share: the audit event, a CloudEvent that audit-service appends to its log.
@NullMarked
package org.llmregistry.kernel.audit;

import org.jspecify.annotations.NullMarked;
