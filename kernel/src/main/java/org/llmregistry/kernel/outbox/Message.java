package org.llmregistry.kernel.outbox;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One message that waits to be delivered.
///
/// @param id      the receiver's deduplication key: a second delivery has no second effect
/// @param subject what it is about; messages of one subject arrive in the order in which they were committed
/// @param kind    what the recipient does with it
/// @param body    JSON, delivered as it was committed
public record Message(
        UUID id,
        String subject,
        String kind,
        String body,
        @Nullable String requestId) {}
