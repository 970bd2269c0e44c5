package org.llmregistry.registry.kind;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// What is asked for; all kinds share the same states.
@Schema(
        description =
                "INITIAL: a version without a licence; REGISTRATION: a product that calls a licensed model; VARIATION:"
                        + " another version in place of a licensed one; RENEWAL: more time for a licence")
public enum ApplicationKind {
    INITIAL,
    REGISTRATION,
    VARIATION,
    RENEWAL;

    /// Whether it is about a licence that the vendor holds.
    boolean changesLicence() {
        return this == VARIATION || this == RENEWAL;
    }
}
