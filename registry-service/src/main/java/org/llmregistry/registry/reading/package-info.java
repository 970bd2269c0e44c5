/// What the office reads of an application: review-service fetches it for the reviewer who asks.
@NullMarked
package org.llmregistry.registry.reading;

import org.jspecify.annotations.NullMarked;
