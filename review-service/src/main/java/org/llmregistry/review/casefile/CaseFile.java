package org.llmregistry.review.casefile;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.LockModeType;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.llmregistry.kernel.problem.Refusal;
import org.llmregistry.kernel.problem.Violation;
import org.llmregistry.kernel.web.Ids;
import org.llmregistry.review.ReviewProblem;
import org.llmregistry.review.deadline.Move;
import org.llmregistry.review.scheme.Scheme;

/// One application under review. Moves through [CaseStatus]; who acted is kept by the duties.
@Entity
@SuppressWarnings("UnusedVariable") // decidedBy and deemedAt are read by queries and the database only
public class CaseFile extends PanacheEntityBase {

    @Id
    private UUID id;

    private String number;

    @Embedded
    private AppliedFor appliedFor;

    @Embedded
    private Submitted submitted;

    private @Nullable Integer schemeVersion;
    private String office;

    @Enumerated(EnumType.STRING)
    private CaseStatus status;

    private @Nullable Instant acceptedAt;
    private @Nullable String officer;
    private @Nullable String adviceFrom;
    private @Nullable LocalDate dueOn;
    private @Nullable String decidedBy;
    private @Nullable Instant deemedAt;

    @Version
    private long version;

    @SuppressWarnings("NullAway.Init") // filled by Hibernate
    protected CaseFile() {}

    CaseFile(String number, SubmitApplication submission, ObjectMapper json, Instant at) {
        this.id = Ids.next();
        this.number = number;
        this.appliedFor = AppliedFor.of(submission);
        this.office = submission.region();
        this.status = CaseStatus.SUBMITTED;
        Move.record(id, status, at);
        this.submitted = Submitted.of(submission, json);
    }

    /// The vendor mended what was returned.
    void resubmit(SubmitApplication submission, ObjectMapper json, Instant at) {
        moveTo(CaseStatus.SUBMITTED, at);
        submitted = Submitted.of(submission, json);
    }

    /// The application is complete: the scheme version is pinned and the clock starts.
    void accept(Scheme scheme, Instant at) {
        moveTo(CaseStatus.ACCEPTED, at);
        schemeVersion = scheme.version();
        acceptedAt = at;
    }

    /// With its answers the vendor changed the dossier.
    public void amend(Submitted newer) {
        submitted = newer;
    }

    void returnWith(List<Violation> found, @Nullable Instant before, ObjectMapper json, Instant at) {
        moveTo(CaseStatus.RETURNED, at);
        submitted = submitted.returnedWith(found, before, json);
    }

    /// The first claim begins the assessment; a case that was given back is claimed again.
    public void claim(String person, Instant at) {
        if (officer != null) {
            throw Refusal.of(ReviewProblem.ALREADY_CLAIMED, "Case %s has its officer already.".formatted(number));
        }
        if (status != CaseStatus.REGIONAL_REVIEW) {
            moveTo(CaseStatus.REGIONAL_REVIEW, at);
        }
        officer = person;
    }

    public void release(String person) {
        requireUnderAssessmentBy(person);
        officer = null;
    }

    /// Assessing is the officer's, while the assessment lasts.
    public void requireUnderAssessmentBy(String person) {
        requireState(CaseStatus.REGIONAL_REVIEW, CaseStatus.REGIONAL_RECOMMENDED);
        objectionTo(person).ifPresent(rule -> {
            throw Refusal.of(ReviewProblem.NOT_YOUR_CASE, rule);
        });
    }

    /// Refuses when the case is in another state than `expected`, from which the next step would be `next`.
    public void requireState(CaseStatus expected, CaseStatus next) {
        if (status != expected) {
            throw Refusal.illegalTransition(status, next, status.allowedNext());
        }
    }

    /// Why this person may not do what is its officer's.
    public Optional<String> objectionTo(String person) {
        boolean own = person.equals(officer);
        return own ? Optional.empty() : Optional.of("Only the officer who claimed case " + number + " may do this.");
    }

    /// On a track of one level the recommendation is the proposal.
    public void recommend(boolean centralReview, Instant at) {
        if (adviceFrom != null) {
            throw Refusal.of(
                    ReviewProblem.ADVICE_AWAITED, "Case %s waits for advice from %s.".formatted(number, adviceFrom));
        }
        moveTo(CaseStatus.REGIONAL_RECOMMENDED, at);
        moveTo(centralReview ? CaseStatus.CENTRAL_REVIEW : CaseStatus.DECISION_PROPOSED, at);
    }

    /// Refuses what the states do not allow; who may is for the caller to ask.
    public void moveTo(CaseStatus next, Instant at) {
        if (status == CaseStatus.UNDER_APPEAL && !next.isClosed()) { // remitted
            decidedBy = null;
            deemedAt = null;
        }
        status = status.moveTo(next);
        Move.record(id, status, at);
    }

    public void decide(boolean granted, String person, Instant at) {
        moveTo(granted ? CaseStatus.APPROVED : CaseStatus.REFUSED, at);
        decidedBy = person;
    }

    /// Another office takes over, and claims it anew.
    public void transfer(String to) {
        office = to;
        officer = null;
    }

    /// @param role whose advice the officer waits for; null: the advice is there
    public void awaitAdvice(@Nullable String role) {
        adviceFrom = role;
    }

    public @Nullable String adviceFrom() {
        return adviceFrom;
    }

    public void approveBySilence(Instant at) {
        status = status.approvedBySilence();
        Move.record(id, status, at);
        deemedAt = at;
    }

    /// For the queue; what counts is what the clocks show.
    void dueOn(@Nullable LocalDate day) {
        dueOn = day;
    }

    public @Nullable LocalDate dueOn() {
        return dueOn;
    }

    public Submitted submitted() {
        return submitted;
    }

    public UUID id() {
        return id;
    }

    public String number() {
        return number;
    }

    public UUID applicationId() {
        return appliedFor.applicationId();
    }

    /// Region whose office works on it: that of the application, until it is transferred.
    public String office() {
        return office;
    }

    public AppliedFor appliedFor() {
        return appliedFor;
    }

    public String schemeCode() {
        return appliedFor.schemeCode();
    }

    public @Nullable Integer schemeVersion() {
        return schemeVersion;
    }

    public CaseStatus status() {
        return status;
    }

    @Nullable
    Instant acceptedAt() {
        return acceptedAt;
    }

    public @Nullable String officer() {
        return officer;
    }

    long version() {
        return version;
    }

    /// Locked: what is done to one case is done one after the other.
    public static CaseFile locked(UUID id) {
        return CaseFile.<CaseFile>findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE)
                .orElseThrow(() -> Refusal.notFound("Case " + id));
    }

    public static CaseFile of(UUID id) {
        return CaseFile.<CaseFile>findByIdOptional(id).orElseThrow(() -> Refusal.notFound("Case " + id));
    }

    public static Optional<CaseFile> lockedOfApplication(UUID applicationId) {
        return CaseFile.<CaseFile>find("appliedFor.applicationId", applicationId)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .firstResultOptional();
    }
}
