package org.llmregistry.review.draw;

import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.llmregistry.kernel.audit.AuditTrail;
import org.llmregistry.kernel.problem.Refusal;
import org.llmregistry.kernel.problem.Violation;
import org.llmregistry.kernel.web.Ids;
import org.llmregistry.review.ReviewProblem;
import org.llmregistry.review.assessment.Assessing;
import org.llmregistry.review.casefile.CaseFile;
import org.llmregistry.review.casefile.CaseStatus;
import org.llmregistry.review.draw.SampleResource.CommitDraw;
import org.llmregistry.review.registry.RegistryMessages;
import org.llmregistry.review.sampling.Draw;
import org.llmregistry.review.scheme.Scheme;

/// Draws that neither side steers, in three steps: the authority commits to a secret and to the number of items, the
/// vendor's digest of its bank draws them, and the secret is opened with the region's report. Nobody can take a step
/// twice or out of turn.
@ApplicationScoped
public class Drawing {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Set<CaseStatus> BEFORE_REPORT =
            EnumSet.of(CaseStatus.REGIONAL_REVIEW, CaseStatus.TESTING, CaseStatus.INFO_REQUESTED);

    private final Assessing assessing;
    private final RegistryMessages registry;
    private final AuditTrail audit;
    private final Clock clock;

    Drawing(Assessing assessing, RegistryMessages registry, AuditTrail audit, Clock clock) {
        this.assessing = assessing;
        this.registry = registry;
        this.audit = audit;
        this.clock = clock;
    }

    /// The vendor learns the commitment, never the secret.
    SampleDraw commit(CaseFile file, CommitDraw command, String person) {
        Scheme scheme = assessing.schemeOf(file);
        if (!scheme.suites().isEmpty() && !scheme.suites().contains(command.suite())) {
            throw Refusal.of(
                    ReviewProblem.UNKNOWN_SUITE,
                    "The scheme has no such suite.",
                    List.of(new Violation("/suite", "known-suite", "One of " + String.join(", ", scheme.suites()))));
        }
        List<SampleDraw> draws = SampleDraw.ofCase(file.id());
        List<SampleDraw> earlier = draws.stream()
                .filter(draw -> draw.suite().equals(command.suite()))
                .toList();
        if (earlier.stream().anyMatch(draw -> !draw.isDrawn())) {
            throw Refusal.of(ReviewProblem.DRAW_OPEN, "A draw of %s waits for its bank.".formatted(command.suite()));
        }
        if (!earlier.isEmpty() && command.reason() == null) {
            throw Refusal.invalid("/reason", "redraw", "The suite was drawn before: say why it is drawn again.");
        }
        int number = draws.isEmpty() ? 1 : draws.getLast().number() + 1;
        SampleDraw draw =
                new SampleDraw(file.id(), number, command, Draw.Secret.fresh(RANDOM), person, clock.instant());
        draw.persistAndFlush();
        tell(file, draw);
        record("draw.committed", file, draw, person, Map.of());
        return draw;
    }

    /// The vendor's digest has come: nobody has a choice left, so the items are drawn at once. One secret serves one
    /// draw: a second bank could be chosen after the first items were seen.
    ///
    /// @return whether it was waited for
    boolean draw(CaseFile file, int number, String bankDigest, long population, Instant handedInAt) {
        SampleDraw draw = SampleDraw.of(file.id(), number);
        if (draw.isDrawn() || file.status().isClosed()) {
            return false;
        }
        if (population < draw.size()) {
            throw Refusal.invalid("/population", "holds-the-draw", "The draw takes %d items.".formatted(draw.size()));
        }
        draw.draw(bankDigest, population, clock.instant());
        SampleDraw.flush();
        record(
                "draw.made",
                file,
                draw,
                AuditTrail.SYSTEM,
                Map.of("bankDigest", bankDigest, "population", population, "handedInAt", handedInAt.toString()));
        if (!BEFORE_REPORT.contains(file.status())) { // nobody else would open it
            disclose(file, draw, AuditTrail.SYSTEM);
        }
        return true;
    }

    /// Everybody can repeat the draw from now on.
    SampleDraw disclose(CaseFile file, int number, String person) {
        SampleDraw draw = SampleDraw.of(file.id(), number);
        disclose(file, draw, person);
        return draw;
    }

    /// With the region's report every draw that was made is opened; one whose bank comes later opens then.
    public void discloseAll(CaseFile file, String person) {
        SampleDraw.ofCase(file.id()).stream()
                .filter(SampleDraw::isUndisclosed)
                .forEach(draw -> disclose(file, draw, person));
    }

    private void disclose(CaseFile file, SampleDraw draw, String person) {
        draw.disclose(clock.instant());
        SampleDraw.flush();
        tell(file, draw);
        DrawView open = draw.toView();
        record(
                "draw.disclosed",
                file,
                draw,
                person,
                Map.of(
                        "seed", Objects.requireNonNull(open.seed()),
                        "salt", Objects.requireNonNull(open.salt()),
                        "bankDigest", Objects.requireNonNull(open.bankDigest()),
                        "population", Objects.requireNonNull(open.population())));
    }

    /// A tester gets the case when banks and secrets are fixed (domain rule A7): for each suite that the scheme draws,
    /// and for each draw that somebody began.
    public void requireFixed(CaseFile file) {
        List<Violation> missing = unfixed(file);
        if (!missing.isEmpty()) {
            throw Refusal.of(
                    ReviewProblem.BANK_NOT_FIXED, "%d draws are not fixed.".formatted(missing.size()), missing);
        }
    }

    public boolean isFixed(CaseFile file) {
        return unfixed(file).isEmpty();
    }

    private List<Violation> unfixed(CaseFile file) {
        List<SampleDraw> draws = SampleDraw.ofCase(file.id());
        List<Violation> missing = new ArrayList<>();
        for (String suite : assessing.schemeOf(file).drawn()) {
            if (draws.stream().noneMatch(draw -> draw.suite().equals(suite))) {
                missing.add(new Violation("/draws", "drawn", "Commit to a draw of " + suite + "."));
            }
        }
        draws.stream()
                .filter(draw -> !draw.isDrawn())
                .forEach(draw -> missing.add(new Violation(
                        "/draws/" + draw.number(),
                        "bank-fixed",
                        "The vendor has not handed in the digest of its bank for %s.".formatted(draw.suite()))));
        return missing;
    }

    private void tell(CaseFile file, SampleDraw draw) {
        registry.drawn(file.applicationId(), draw.toMessage(Ids.next()));
    }

    private void record(String event, CaseFile file, SampleDraw draw, String person, Map<String, ?> more) {
        Map<String, Object> facts = new HashMap<>(more);
        facts.put("applicationId", file.applicationId());
        facts.put("draw", draw.number());
        facts.put("suite", draw.suite());
        facts.put("size", draw.size());
        facts.put("commitment", draw.commitment());
        audit.record(event, "cases/" + file.id(), person, facts);
    }
}
