package org.llmregistry.review.order;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// What an order does to a licence; the scheme says on which grounds, and whether the holder is heard before.
@Schema(name = "OrderSanction")
enum Sanction {
    RESTRICT,
    SUSPEND,
    LIFT,
    REINSTATE,
    REVOKE;

    /// The ways back rest on evidence of what was corrected.
    boolean isWayBack() {
        return this == LIFT || this == REINSTATE;
    }
}
