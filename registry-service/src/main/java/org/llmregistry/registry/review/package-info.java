/// What we call at review-service: the schemes that we read, and the messages that we send.
@NullMarked
package org.llmregistry.registry.review;

import org.jspecify.annotations.NullMarked;
