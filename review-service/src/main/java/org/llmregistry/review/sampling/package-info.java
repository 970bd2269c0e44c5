/// Acceptance sampling: what a sample really shows about the whole, and samples that anybody can draw again.
///
/// Plain arithmetic on counts, without a framework or a database. A published rule such as "at least 96 % of 4,000
/// pass" accepts every second corpus that lies exactly at its limit; this package says so beside the answer of the
/// rule, and gives the answer that the sample supports.
@NullMarked
package org.llmregistry.review.sampling;

import org.jspecify.annotations.NullMarked;
