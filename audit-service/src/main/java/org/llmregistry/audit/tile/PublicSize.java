package org.llmregistry.audit.tile;

/// How much of the log outsiders may read: what a checkpoint covers.
@FunctionalInterface
public interface PublicSize {

    /// Number of entries of the newest signed tree.
    long entries();
}
