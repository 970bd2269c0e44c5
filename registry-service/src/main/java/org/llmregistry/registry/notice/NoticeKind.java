package org.llmregistry.registry.notice;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// What a holder is told. The facts of each are described in `docs/kinds.md`.
@Schema(
        description =
                "RENEWAL_DUE: the licence ends soon (`lastDay`, `daysBefore`); CHANGE_OBJECTED: a change may not start"
                        + " (`number`, `reasons`); TRANSFERRED: it passed to you; BASE_WITHDRAWN: a licence that it rests on"
                        + " is restricted, suspended or ended (`baseLicenceNumber`, `baseStatus`, `effect`, `suspendedFrom`);"
                        + " BASE_RESTORED: it no longer inherits anything from that base")
public enum NoticeKind {
    RENEWAL_DUE,
    CHANGE_OBJECTED,
    TRANSFERRED,
    BASE_WITHDRAWN,
    BASE_RESTORED
}
