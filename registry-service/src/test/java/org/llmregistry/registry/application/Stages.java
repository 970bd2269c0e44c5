package org.llmregistry.registry.application;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

/// Hears what the register's statistics hear.
@ApplicationScoped
public class Stages {

    private final List<ReviewStage> heard = new CopyOnWriteArrayList<>();

    void hear(@Observes ReviewStage stage) {
        heard.add(stage);
    }

    List<String> of(String application) {
        return heard.stream()
                .filter(stage -> stage.applicationId().equals(UUID.fromString(application)))
                .map(stage -> stage.getClass().getSimpleName())
                .toList();
    }
}
