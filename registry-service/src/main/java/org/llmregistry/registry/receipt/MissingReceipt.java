package org.llmregistry.registry.receipt;

import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// A receipt that is not there, and why.
@Schema(name = "MissingReceipt", description = "A receipt that is not there, and why")
public record MissingReceipt(
        @Schema(description = "The event that it will prove")
        UUID eventId,

        Reason reason,

        @Schema(examples = "The event waits to be delivered to the log.")
        String detail) {

    enum Reason {
        UNDELIVERED("The event waits to be delivered to the log."),
        REFUSED("The log does not take the event. It is delivered again until the log does; the operator is told."),
        UNPUBLISHED("The log has published nothing so far that covers the event. It is asked again."),
        GIVEN_UP("The log did not have the event, however often it was asked. The operator is told.");

        private final String detail;

        Reason(String detail) {
            this.detail = detail;
        }

        MissingReceipt of(UUID eventId) {
            return new MissingReceipt(eventId, this, detail);
        }
    }
}
