/// Conditions of granted licences: open, met by evidence, or overdue.
@NullMarked
package org.llmregistry.review.condition;

import org.jspecify.annotations.NullMarked;
