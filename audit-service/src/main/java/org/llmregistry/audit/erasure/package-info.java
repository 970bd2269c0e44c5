/// Personal data of entries: read by auditors, erased by the data protection officer.
@NullMarked
package org.llmregistry.audit.erasure;

import org.jspecify.annotations.NullMarked;
