package org.llmregistry.registry.application;

import java.time.Instant;
import java.util.UUID;

/// An application comes under review or leaves it. Fired as a CDI event in the transaction of the change.
public sealed interface ReviewStage {

    UUID applicationId();

    Instant at();

    record ReviewStarted(UUID applicationId, String region, String modelName, Instant at) implements ReviewStage {}

    record ReviewEnded(UUID applicationId, Instant at) implements ReviewStage {}
}
