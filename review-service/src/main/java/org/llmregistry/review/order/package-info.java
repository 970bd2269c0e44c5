/// Orders on licences: restrict, suspend, lift, reinstate, revoke; by two persons, with ground, scope and hearing.
@NullMarked
package org.llmregistry.review.order;

import org.jspecify.annotations.NullMarked;
