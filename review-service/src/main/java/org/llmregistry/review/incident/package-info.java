/// Serious incidents as the holders of licences report them, acknowledged by an officer. Never public.
@NullMarked
package org.llmregistry.review.incident;

import org.jspecify.annotations.NullMarked;
