package org.llmregistry.registry.review;

import com.fasterxml.jackson.annotation.JsonRawValue;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
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
    static final String EVIDENCE = "condition-evidence";

    static final String LICENCE_CHANGE = "licence-change";
    static final String INCIDENT = "incident";
    static final String INCIDENT_REPORT = "incident-report";

    private final Outbox outbox;

    ReviewMessages(Outbox outbox) {
        this.outbox = outbox;
    }

    /// A dossier was frozen as a revision.
    ///
    /// @param licenceNumber     that a variation or renewal changes
    /// @param licensedOn        application that this licence was granted on
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
            @Nullable UUID licensedOn,
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

    /// What the holder of a licence tells of it.
    ///
    /// @param kind        CHANGE, SURRENDER, TRANSFER
    /// @param differences in the licensed dossier, field by field
    /// @param effectiveOn first day of the change, last day of the service
    public record LicenceChanged(
            UUID messageId,
            UUID changeId,
            UUID applicationId,
            String licenceNumber,
            String kind,
            @Nullable String changeClass,
            String description,
            List<?> differences,
            List<String> documents,
            @Nullable String newHolder,
            LocalDate effectiveOn,
            @Nullable LocalDate objectionUntil,
            boolean late,
            Instant notifiedAt) {}

    public void changed(LicenceChanged change) {
        put(change.messageId(), change.applicationId(), LICENCE_CHANGE, change);
    }

    /// The holder of a licence reports a serious incident.
    public record IncidentReported(
            UUID messageId,
            UUID incidentId,
            UUID applicationId,
            String licenceNumber,
            int number,
            Instant occurredAt,
            Instant knownAt,
            String description,
            String harm,
            long affectedUsers,
            String correctiveMeasures,
            List<String> documents,
            boolean late,
            Instant reportedAt) {}

    public void reported(IncidentReported incident) {
        put(incident.messageId(), incident.applicationId(), INCIDENT, incident);
    }

    /// What the holder adds to its report.
    public record IncidentFollowedUp(
            UUID messageId,
            UUID incidentId,
            UUID applicationId,
            int number,
            String report,
            List<String> documents,
            Instant reportedAt) {}

    public void followedUp(IncidentFollowedUp report) {
        put(report.messageId(), report.applicationId(), INCIDENT_REPORT, report);
    }

    /// The holder shows that a condition is met.
    public record Evidence(
            UUID messageId, UUID conditionId, String shown, List<String> documents, Instant handedInAt) {}

    public void shown(Evidence evidence, UUID applicationId) {
        put(evidence.messageId(), applicationId, EVIDENCE, evidence);
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
