/// What was counted, and by whom: the applicant, the tester, the authority. Three facts, kept apart.
@NullMarked
package org.llmregistry.review.evaluation;

import org.jspecify.annotations.NullMarked;
