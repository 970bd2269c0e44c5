package org.llmregistry.audit.series;

/// One of the logs that follow each other: a tree, an origin and a key of its own.
///
/// @param id     they count up by one, in their order
/// @param name   the year in which it was opened; empty for the first one
/// @param origin how its checkpoints call it, and where it is read: host, or host and name
public record AuditLog(short id, String name, String origin) {

    public static final short FIRST = 1;

    public boolean isFirst() {
        return id == FIRST;
    }
}
