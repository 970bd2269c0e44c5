/// Licences as review knows them: by the case that each was granted in.
@NullMarked
package org.llmregistry.review.licence;

import org.jspecify.annotations.NullMarked;
