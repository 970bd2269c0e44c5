/// The casework of the licensing authority.
@NullMarked
package org.llmregistry.review;

import org.jspecify.annotations.NullMarked;
