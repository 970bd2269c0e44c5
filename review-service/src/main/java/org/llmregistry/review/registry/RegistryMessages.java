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
    static final String HEARING = "hearing";
    static final String WARNING = "answer-warning";
    static final String ORDER = "order";
    static final String OBJECTION = "change-objection";
    static final String CONDITION = "condition";
    static final String DRAW = "draw";
    static final String SUBJECT = "applications/";

    private final Outbox outbox;

    RegistryMessages(Outbox outbox) {
        this.outbox = outbox;
    }

    /// Where the case stands; `defects` when it was returned, `resubmitBefore` where the time to mend them has an
    /// end. `dueOn` is the office's last day in time, absent while no clock of its runs; `overdue` whether it has
    /// passed.
    record Progress(
            UUID messageId,
            UUID caseId,
            String status,
            Instant at,
            List<Violation> defects,
            @Nullable Integer schemeVersion,
            @Nullable LocalDate dueOn,
            @Nullable Instant resubmitBefore,
            @Nullable Boolean overdue) {}

    /// How the case ended, whole: the applicant reads it at the registry, and its letter.
    ///
    /// @param appealBy  last day of an appeal; null: there is none
    /// @param upheldFor why a panel let it stand; null: no panel did
    public record Decided(
            UUID messageId,
            UUID caseId,
            UUID applicationId,
            String outcome,
            Instant decidedAt,
            String schemeCode,
            int schemeVersion,
            String reasons,
            @Nullable String legalBasis,
            List<ClauseReason> clauseReasons,
            List<Waiver> waivers,
            List<Condition> conditions,
            @Nullable LocalDate appealBy,
            @Nullable String upheldFor) {}

    public record ClauseReason(String clause, String reason) {}

    public record Waiver(String threshold, String reason) {}

    /// A condition that a licence is granted on.
    ///
    /// @param evidence what has to be shown by that day
    public record Condition(
            String code,
            String text,
            @Nullable LocalDate dueOn,
            @Nullable String evidence) {}

    /// How a condition of a licence stands.
    ///
    /// @param at       since when
    /// @param warnedAt when the holder is told that the last day is near; null: not yet
    public record ConditionStands(
            UUID messageId,
            UUID conditionId,
            UUID applicationId,
            String status,
            Instant at,
            Condition condition,
            @Nullable Instant warnedAt) {}

    public void condition(ConditionStands condition) {
        outbox.put(RECIPIENT, condition.messageId(), SUBJECT + condition.applicationId(), CONDITION, condition);
    }

    /// Questions to the vendor.
    public record Asked(UUID messageId, int number, Instant sentAt, LocalDate dueOn, List<Item> items) {

        /// @param open        whether an answer is wanted
        /// @param dueOn       last day for the answer
        /// @param reopens     the earlier item whose answer was not enough
        /// @param reopenedFor why it was not
        public record Item(
                int number,
                String clause,
                String question,
                boolean open,
                LocalDate dueOn,
                @Nullable Reopened reopens,
                @Nullable String reopenedFor) {}

        /// @param number of the earlier request
        public record Reopened(int number, int item) {}
    }

    /// What is intended against the applicant, so that it can speak first.
    record Heard(
            UUID messageId,
            int number,
            String intendedOutcome,
            String reasons,
            Instant noticedAt,
            LocalDate answerBy) {}

    public void heard(
            UUID applicationId,
            int number,
            String intendedOutcome,
            String reasons,
            Instant noticedAt,
            LocalDate answerBy) {
        UUID id = Ids.next();
        outbox.put(
                RECIPIENT,
                id,
                SUBJECT + applicationId,
                HEARING,
                new Heard(id, number, intendedOutcome, reasons, noticedAt, answerBy));
    }

    /// A commitment to a draw; sent again with the secret when that is disclosed.
    public record Drawn(
            UUID messageId,
            int number,
            String suite,
            int size,
            String commitment,
            Instant committedAt,
            @Nullable String seed,
            @Nullable String salt,
            @Nullable Instant disclosedAt) {}

    public void drawn(UUID applicationId, Drawn draw) {
        outbox.put(RECIPIENT, draw.messageId(), SUBJECT + applicationId, DRAW, draw);
    }

    /// The time to answer ends soon.
    record Warned(UUID messageId, int number, Instant warnedAt, LocalDate dueOn) {}

    /// How an order on a licence stands.
    ///
    /// @param at       since when
    /// @param upheldAt when a panel let it stand; null: no appeal, or no answer yet
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
            @Nullable Instant confirmBy,
            @Nullable Instant upheldAt) {}

    public void ordered(Ordered order) {
        outbox.put(RECIPIENT, order.messageId(), SUBJECT + order.applicationId(), ORDER, order);
    }

    /// The office objects to a change that the holder of a licence notified.
    record Objected(UUID messageId, UUID changeId, String reasons, Instant objectedAt) {}

    public void objected(UUID applicationId, UUID changeId, String reasons, Instant at) {
        UUID id = Ids.next();
        outbox.put(RECIPIENT, id, SUBJECT + applicationId, OBJECTION, new Objected(id, changeId, reasons, at));
    }

    public void asked(UUID applicationId, int number, Instant sentAt, LocalDate dueOn, List<Asked.Item> items) {
        UUID id = Ids.next();
        outbox.put(RECIPIENT, id, SUBJECT + applicationId, QUESTIONS, new Asked(id, number, sentAt, dueOn, items));
    }

    public void warned(UUID applicationId, int number, Instant at, LocalDate dueOn) {
        UUID id = Ids.next();
        outbox.put(RECIPIENT, id, SUBJECT + applicationId, WARNING, new Warned(id, number, at, dueOn));
    }

    public void progress(
            UUID caseId,
            UUID applicationId,
            String status,
            Instant at,
            List<Violation> defects,
            @Nullable Integer schemeVersion,
            @Nullable LocalDate dueOn,
            @Nullable Instant resubmitBefore,
            @Nullable Boolean overdue) {
        UUID id = Ids.next();
        outbox.put(
                RECIPIENT,
                id,
                SUBJECT + applicationId,
                PROGRESS,
                new Progress(id, caseId, status, at, defects, schemeVersion, dueOn, resubmitBefore, overdue));
    }

    public void decided(Decided decision) {
        outbox.put(RECIPIENT, decision.messageId(), SUBJECT + decision.applicationId(), DECISION, decision);
    }
}
