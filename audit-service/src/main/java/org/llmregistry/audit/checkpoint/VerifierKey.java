package org.llmregistry.audit.checkpoint;

/// What outsiders verify checkpoints with.
@FunctionalInterface
public interface VerifierKey {

    /// `name+id+key` (c2sp.org/signed-note).
    String verifierKey();
}
