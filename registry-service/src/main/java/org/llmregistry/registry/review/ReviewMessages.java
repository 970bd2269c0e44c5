package org.llmregistry.registry.review;

import com.fasterxml.jackson.annotation.JsonRawValue;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.llmregistry.kernel.outbox.Outbox;

/// What review-service must know of an application. All messages of an application arrive in the order of its
/// history.
@ApplicationScoped
public class ReviewMessages {

    static final String RECIPIENT = "review";
    static final String SUBMISSION = "submission";
    static final String WITHDRAWAL = "withdrawal";
    static final String ANSWERS = "answers";
    static final String BANK = "bank";
    static final String STATEMENT = "statement";
    static final String APPEAL = "appeal";
    static final String ORDER_STATEMENT = "order-statement";
    static final String ORDER_APPEAL = "order-appeal";

    private final Outbox outbox;

    ReviewMessages(Outbox outbox) {
        this.outbox = outbox;
    }

    /// A dossier was frozen as a revision.
    ///
    /// @param licenceNumber     that a variation or renewal changes
    /// @param baseLicenceNumber that a registration rests on
    /// @param baseModelName     what the version was made from; null: from scratch
    /// @param dossier           the frozen dossier as JSON
    public record Submission(
            UUID messageId,
            UUID applicationId,
            String applicationNumber,
            int revision,
            String kind,
            UUID vendorId,
            String vendorName,
            String modelName,
            String versionLabel,
            String manifestDigest,
            String schemeCode,
            String track,
            String region,
            @Nullable String licenceNumber,
            @Nullable String baseLicenceNumber,
            @Nullable String baseModelName,
            Instant submittedAt,
            @JsonRawValue String dossier) {}

    /// The vendor takes its application back.
    public record Withdrawal(
            UUID messageId,
            UUID applicationId,
            Instant withdrawnAt,
            @Nullable String reason) {}

    /// The vendor answered items of an information request.
    ///
    /// @param revision the dossier that the answers changed; null: they left it as it was
    public record Answers(
            UUID messageId,
            UUID applicationId,
            int number,
            Instant answeredAt,
            List<Answer> answers,
            @Nullable Revision revision) {
        public record Answer(
                int item,
                String text,
                List<String> documents,
                @Nullable Boolean notApplicable) {}

        /// @param dossier the frozen dossier as JSON
        public record Revision(int number, @JsonRawValue String dossier) {}
    }

    /// The vendor fixed the bank that a sample is drawn from.
    public record Bank(
            UUID messageId, UUID applicationId, int number, String bankDigest, long population, Instant handedInAt) {}

    public void handedIn(Bank bank) {
        put(bank.messageId(), bank.applicationId(), BANK, bank);
    }

    /// The vendor spoke on a notice of what is intended.
    public record Statement(
            UUID messageId,
            UUID applicationId,
            int number,
            String statement,
            List<String> documents,
            Instant statedAt) {}

    /// The vendor appeals against the decision.
    public record Appeal(
            UUID messageId, UUID applicationId, String grounds, List<String> documents, Instant lodgedAt) {}

    /// The holder of a licence answers to an order.
    public record OrderStatement(
            UUID messageId, UUID orderId, UUID applicationId, String statement, Instant statedAt) {}

    public void stated(Statement statement) {
        put(statement.messageId(), statement.applicationId(), STATEMENT, statement);
    }

    public void appealed(Appeal appeal) {
        put(appeal.messageId(), appeal.applicationId(), APPEAL, appeal);
    }

    public void answeredOrder(OrderStatement statement) {
        put(statement.messageId(), statement.applicationId(), ORDER_STATEMENT, statement);
    }

    /// The holder of a licence appeals against an order.
    public record OrderAppeal(
            UUID messageId,
            UUID orderId,
            UUID applicationId,
            String grounds,
            List<String> documents,
            Instant lodgedAt) {}

    public void appealedOrder(OrderAppeal appeal) {
        put(appeal.messageId(), appeal.applicationId(), ORDER_APPEAL, appeal);
    }

    public void answered(Answers answers) {
        put(answers.messageId(), answers.applicationId(), ANSWERS, answers);
    }

    public void submitted(Submission submission) {
        put(submission.messageId(), submission.applicationId(), SUBMISSION, submission);
    }

    public void withdrawn(Withdrawal withdrawal) {
        put(withdrawal.messageId(), withdrawal.applicationId(), WITHDRAWAL, withdrawal);
    }

    private void put(UUID messageId, UUID applicationId, String kind, Object body) {
        outbox.put(RECIPIENT, messageId, "applications/" + applicationId, kind, body);
    }
}
