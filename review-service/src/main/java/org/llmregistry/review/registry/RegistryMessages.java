package org.llmregistry.review.registry;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.llmregistry.kernel.outbox.Outbox;
import org.llmregistry.kernel.problem.Violation;
import org.llmregistry.kernel.web.Ids;

/// What registry-service must know of a case. All messages of an application arrive in the order of its history.
@ApplicationScoped
public class RegistryMessages {

    static final String RECIPIENT = "registry";
    static final String PROGRESS = "progress";
    static final String DECISION = "decision";
    static final String QUESTIONS = "information-request";
    static final String ORDER = "order";
    static final String SUBJECT = "applications/";

    private final Outbox outbox;

    RegistryMessages(Outbox outbox) {
        this.outbox = outbox;
    }

    /// Where the case stands; `defects` when it was returned.
    record Progress(
            UUID messageId,
            UUID caseId,
            String status,
            Instant at,
            List<Violation> defects,
            @Nullable Integer schemeVersion) {}

    /// How the case ended.
    record Decided(
            UUID messageId,
            UUID caseId,
            UUID applicationId,
            String outcome,
            Instant decidedAt,
            String schemeCode,
            int schemeVersion,
            String reasons,
            List<Condition> conditions) {}

    /// A condition that a licence is granted on.
    public record Condition(
            String code, String text, @Nullable LocalDate dueOn) {}

    /// Questions to the vendor; sent again when an item is reopened.
    public record Asked(UUID messageId, int number, Instant sentAt, LocalDate dueOn, List<Item> items) {

        /// @param open        whether an answer is wanted
        /// @param reopenedFor why the answer before was not enough
        public record Item(
                int number,
                String clause,
                String question,
                boolean open,
                @Nullable String reopenedFor) {}
    }

    /// How an order on a licence stands.
    ///
    /// @param at since when
    public record Ordered(
            UUID messageId,
            UUID orderId,
            UUID applicationId,
            String status,
            Instant at,
            String sanction,
            boolean urgent,
            String ground,
            String reasons,
            @Nullable String scope,
            @Nullable LocalDate until,
            @Nullable String endCondition,
            @Nullable LocalDate answerBy,
            @Nullable Instant confirmBy) {}

    public void ordered(Ordered order) {
        outbox.put(RECIPIENT, order.messageId(), SUBJECT + order.applicationId(), ORDER, order);
    }

    public void asked(UUID applicationId, int number, Instant sentAt, LocalDate dueOn, List<Asked.Item> items) {
        UUID id = Ids.next();
        outbox.put(RECIPIENT, id, SUBJECT + applicationId, QUESTIONS, new Asked(id, number, sentAt, dueOn, items));
    }

    public void progress(
            UUID caseId,
            UUID applicationId,
            String status,
            Instant at,
            List<Violation> defects,
            @Nullable Integer schemeVersion) {
        UUID id = Ids.next();
        outbox.put(
                RECIPIENT,
                id,
                SUBJECT + applicationId,
                PROGRESS,
                new Progress(id, caseId, status, at, defects, schemeVersion));
    }

    public void decided(
            UUID caseId,
            UUID applicationId,
            String outcome,
            Instant at,
            String schemeCode,
            int schemeVersion,
            String reasons,
            List<Condition> conditions) {
        UUID id = Ids.next();
        outbox.put(
                RECIPIENT,
                id,
                SUBJECT + applicationId,
                DECISION,
                new Decided(id, caseId, applicationId, outcome, at, schemeCode, schemeVersion, reasons, conditions));
    }
}
