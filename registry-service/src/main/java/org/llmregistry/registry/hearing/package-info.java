/// The applicant speaks before a decision against it.
@NullMarked
package org.llmregistry.registry.hearing;

import org.jspecify.annotations.NullMarked;
