package org.llmregistry.verifier;

import java.util.List;

/// The keys that an auditor trusts: one line for each log.
record Keys(List<VerifierKey> keys) {

    static Keys parse(String text) {
        List<VerifierKey> keys = text.lines()
                .filter(line -> !line.isBlank())
                .map(VerifierKey::parse)
                .toList();
        if (keys.isEmpty()) {
            throw new Failure("there is no key");
        }
        return new Keys(keys);
    }

    /// Of the log that a checkpoint says it is of. When there is none, the first one tells what is wrong.
    VerifierKey of(String note) {
        String origin = note.lines().findFirst().orElse("");
        return keys.stream()
                .filter(key -> key.name().equals(origin))
                .findFirst()
                .orElse(keys.getFirst());
    }
}
