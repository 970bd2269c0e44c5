package org.llmregistry.audit.entry;

import java.time.Instant;
import java.util.UUID;

/// A valid CloudEvent of one of our services, with its canonical bytes (RFC 8785).
///
/// @param sequence number of the event within its subject, from 1 without a gap
/// @param actor    `data.actor`: the pseudonymous `sub` of who acted, or `system`
record Event(
        UUID id,
        String source,
        String type,
        String subject,
        long sequence,
        Instant time,
        String actor,
        String canonical) {}
