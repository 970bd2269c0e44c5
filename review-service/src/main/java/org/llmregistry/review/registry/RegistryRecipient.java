package org.llmregistry.review.registry;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.llmregistry.kernel.outbox.Delivery;
import org.llmregistry.kernel.outbox.Message;
import org.llmregistry.kernel.outbox.Recipient;

/// Carries our messages to registry-service.
@ApplicationScoped
class RegistryRecipient implements Recipient {

    private final RegistryClient registry;

    RegistryRecipient(@RestClient RegistryClient registry) {
        this.registry = registry;
    }

    @Override
    public String name() {
        return RegistryMessages.RECIPIENT;
    }

    @Override
    public int batchSize() {
        return 1;
    }

    @Override
    public Set<UUID> deliver(List<Message> batch) {
        return Delivery.of(batch, message -> {
            String application = message.subject().substring(RegistryMessages.SUBJECT.length());
            switch (message.kind()) {
                case RegistryMessages.DECISION -> registry.decision(message.body());
                case RegistryMessages.HEARING -> registry.hearing(application, message.body());
                case RegistryMessages.QUESTIONS -> registry.questions(application, message.body());
                case RegistryMessages.WARNING -> registry.warning(application, message.body());
                case RegistryMessages.OBJECTION -> registry.objection(message.body());
                case RegistryMessages.CONDITION -> registry.condition(application, message.body());
                case RegistryMessages.DRAW -> registry.draw(application, message.body());
                case RegistryMessages.ORDER -> registry.order(message.body());
                default -> registry.progress(application, message.body());
            }
        });
    }
}
