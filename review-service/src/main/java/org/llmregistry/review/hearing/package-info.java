/// The applicant is heard before a decision against it.
@NullMarked
package org.llmregistry.review.hearing;

import org.jspecify.annotations.NullMarked;
