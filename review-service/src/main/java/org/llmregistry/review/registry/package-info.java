/// What we tell registry-service.
@NullMarked
package org.llmregistry.review.registry;

import org.jspecify.annotations.NullMarked;
