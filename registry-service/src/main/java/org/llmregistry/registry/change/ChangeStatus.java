package org.llmregistry.registry.change;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// How a notified change stands.
@Schema(
        description =
                "IN_EFFECT: recorded, it needed nobody's word; WAITING: the office may object until `objectionUntil`;"
                        + " MAY_START: it did not; OBJECTED: it did, the change may not start")
enum ChangeStatus {
    IN_EFFECT,
    WAITING,
    MAY_START,
    OBJECTED;

    /// Whether what is licensed includes it.
    boolean holds() {
        return this == IN_EFFECT || this == MAY_START;
    }
}
