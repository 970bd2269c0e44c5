package org.llmregistry.registry.review;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.llmregistry.kernel.outbox.Delivery;
import org.llmregistry.kernel.outbox.Message;
import org.llmregistry.kernel.outbox.Recipient;

/// Carries our messages to review-service.
@ApplicationScoped
class ReviewRecipient implements Recipient {

    private final ReviewClient review;

    ReviewRecipient(@RestClient ReviewClient review) {
        this.review = review;
    }

    @Override
    public String name() {
        return ReviewMessages.RECIPIENT;
    }

    @Override
    public int batchSize() {
        return 1;
    }

    @Override
    public Set<UUID> deliver(List<Message> batch) {
        return Delivery.of(batch, message -> {
            switch (message.kind()) {
                case ReviewMessages.WITHDRAWAL -> review.withdrawal(message.body());
                case ReviewMessages.STATEMENT -> review.statement(message.body());
                case ReviewMessages.APPEAL -> review.appeal(message.body());
                case ReviewMessages.ANSWERS -> review.answers(message.body());
                case ReviewMessages.LICENCE_CHANGE -> review.licenceChange(message.body());
                case ReviewMessages.INCIDENT -> review.incident(message.body());
                case ReviewMessages.INCIDENT_REPORT -> review.incidentReport(message.body());
                case ReviewMessages.EVIDENCE -> review.evidence(message.body());
                case ReviewMessages.BANK -> review.bank(message.body());
                case ReviewMessages.ORDER_APPEAL -> review.orderAppeal(message.body());
                case ReviewMessages.ORDER_STATEMENT -> review.orderStatement(message.body());
                default -> review.submission(message.body());
            }
        });
    }
}
