package org.llmregistry.kernel.outbox;

import java.util.List;
import java.util.Set;
import java.util.UUID;

/// Another service that messages go to. A bean per recipient; the relay finds them by type.
public interface Recipient {

    /// Key of the outbox rows that are meant for it.
    String name();

    /// How many messages one delivery may carry.
    int batchSize();

    /// Delivers in the given order.
    ///
    /// @return ids that the recipient has accepted, now or earlier; the others are tried again later
    /// @throws RuntimeException when the recipient does not answer; all are tried again later
    Set<UUID> deliver(List<Message> batch);
}
