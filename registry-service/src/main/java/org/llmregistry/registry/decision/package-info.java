/// What was decided on an application, and why, as the applicant reads it.
@NullMarked
package org.llmregistry.registry.decision;

import org.jspecify.annotations.NullMarked;
