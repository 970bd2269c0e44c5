package org.llmregistry.audit.tile;

import org.llmregistry.audit.series.AuditLog;

/// How much of a log outsiders may read: what a checkpoint covers.
@FunctionalInterface
public interface PublicSize {

    /// Number of entries of the newest signed tree.
    long entries(AuditLog log);
}
