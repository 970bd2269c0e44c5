/// Samples that anybody can draw again, and what a sample really shows.
@NullMarked
package org.llmregistry.review.draw;

import org.jspecify.annotations.NullMarked;
