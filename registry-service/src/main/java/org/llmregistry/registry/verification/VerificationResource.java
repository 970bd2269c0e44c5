package org.llmregistry.registry.verification;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.llmregistry.kernel.problem.Refusal;
import org.llmregistry.kernel.web.ContractConventions;
import org.llmregistry.registry.licence.Licence;
import org.llmregistry.registry.licence.LicenceView;
import org.llmregistry.registry.licence.Licences;
import org.llmregistry.registry.lineage.Resting;
import org.llmregistry.registry.model.ModelVersion;
import org.llmregistry.registry.register.Register;
import org.llmregistry.registry.revision.Difference;
import org.llmregistry.registry.verification.Verification.Match;
import org.llmregistry.registry.verification.Verification.MatchedBy;
import org.llmregistry.registry.verification.Verification.Verdict;

/// Verifies a licence by its number, by a certificate that somebody shows, or by the digests of weight files.
/// Look-ups are counted, never tracked.
@Path("/verifications")
@Tag(name = "7 Verification")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class VerificationResource {

    private final Clock clock;
    private final MeterRegistry meters;
    private final ObjectMapper json;

    VerificationResource(Clock clock, MeterRegistry meters, ObjectMapper json) {
        this.clock = clock;
        this.meters = meters;
        this.json = json;
    }

    @POST
    @PermitAll
    @Extension(name = ContractConventions.IDEMPOTENT_BY, value = "nothing: it changes nothing")
    @Operation(
            operationId = "verify",
            summary = "Verify a licence",
            description =
                    "By its number, by a certificate, or by SHA-256 digests of weight files or of a whole manifest."
                            + " The answer says whether a licence is in force, under which conditions, what it rests on, and what"
                            + " has changed since the certificate. Public; nothing is kept of the question.")
    public Verification verify(
            @RequestBody(
                            content =
                                    @Content(
                                            schema = @Schema(implementation = VerifyLicence.class),
                                            examples = {
                                                @ExampleObject(
                                                        name = "by number",
                                                        value =
                                                                "{\"licenceNumber\": \"Beijing-WenXinYiYan-20230821\"}"),
                                                @ExampleObject(name = "by the digest of a file", value = """
                                                                {"digests": ["9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"]}""")
                                            }))
                    @Valid
                    @NotNull
                    VerifyLicence question) {
        if (!question.isOne()) {
            throw Refusal.invalid("", "one-of", "Send either licenceNumber, or certificate, or digests.");
        }
        LocalDate today = LocalDate.now(clock);
        Verification answer;
        if (question.licenceNumber() != null) {
            answer = byNumber(question.licenceNumber(), today);
        } else if (question.certificate() != null) {
            answer = byCertificate(ShownCertificate.in(question.certificate()), today);
        } else {
            answer = byDigests(new TreeSet<>(Objects.requireNonNull(question.digests())), today);
        }
        meters.counter("verifications", "verdict", answer.verdict().name()).increment();
        return answer;
    }

    private Verification byNumber(String number, LocalDate today) {
        return Licences.withNumber(number)
                .map(licence -> {
                    Match match = match(licence, Licences.view(licence, today), MatchedBy.NUMBER, 0, today);
                    return answer(match.inForce() ? Verdict.IN_FORCE : Verdict.NOT_IN_FORCE, List.of(match), Set.of());
                })
                .orElseGet(() -> answer(Verdict.UNKNOWN, List.of(), Set.of()));
    }

    private Verification byCertificate(ShownCertificate shown, LocalDate today) {
        Licence licence = Licences.withNumber(shown.number()).orElse(null);
        if (licence == null) {
            return answer(Verdict.UNKNOWN, List.of(), Set.of(), List.of());
        }
        Match match = match(licence, Licences.view(licence, today), MatchedBy.CERTIFICATE, 0, today);
        List<Difference> differences = shown.against(json.valueToTree(match.licence()));
        if (differences.stream().anyMatch(ShownCertificate::isForeign)) {
            return answer(Verdict.UNKNOWN, List.of(), Set.of(), differences);
        }
        return answer(match.inForce() ? Verdict.IN_FORCE : Verdict.NOT_IN_FORCE, List.of(match), Set.of(), differences);
    }

    /// In force only when every digest rests on a licence in force.
    private Verification byDigests(Set<String> digests, LocalDate today) {
        Map<UUID, Set<String>> found = new LinkedHashMap<>();
        Set<UUID> whole = new HashSet<>();
        for (ModelVersion.Licensed version : ModelVersion.licensedWith(digests, today)) {
            if (version.ofManifest()) {
                whole.add(version.versionId());
            }
            found.computeIfAbsent(version.versionId(), any -> new HashSet<>()).add(version.digest());
        }
        List<Match> matches = new ArrayList<>();
        Set<String> covered = new HashSet<>();
        Set<String> unknown = new TreeSet<>(digests);
        List<Licence> licences = found.isEmpty() ? List.of() : Licences.ofVersions(found.keySet());
        Map<String, LicenceView> views = Licences.views(licences, today);
        for (Licence licence : licences) {
            UUID version = Objects.requireNonNull(licence.versionId());
            Set<String> own = found.getOrDefault(version, Set.of());
            LicenceView view = Objects.requireNonNull(views.get(licence.number()));
            MatchedBy by = whole.contains(version) ? MatchedBy.MANIFEST : MatchedBy.FILE;
            Match match = match(licence, view, by, own.size(), today);
            matches.add(match);
            unknown.removeAll(own);
            if (match.inForce()) {
                covered.addAll(own);
            }
        }
        Verdict verdict = covered.containsAll(digests)
                ? Verdict.IN_FORCE
                : !covered.isEmpty()
                        ? Verdict.PARTLY_IN_FORCE
                        : matches.isEmpty() ? Verdict.UNKNOWN : Verdict.NOT_IN_FORCE;
        return answer(verdict, matches, unknown);
    }

    private static Match match(Licence licence, LicenceView view, MatchedBy by, int digests, LocalDate today) {
        boolean inForce = licence.isInForce(today) && view.effectiveStatus().standing() == Register.Standing.IN_FORCE;
        List<Resting.Base> bases = view.showsBases() ? Resting.basesOf(view.number(), today) : List.of();
        return new Match(view.publicly(), inForce, bases, by, digests);
    }

    private Verification answer(Verdict verdict, List<Match> matches, Set<String> unknownDigests) {
        return answer(verdict, matches, unknownDigests, null);
    }

    private Verification answer(
            Verdict verdict, List<Match> matches, Set<String> unknownDigests, @Nullable List<Difference> differences) {
        return new Verification(verdict, clock.instant(), matches, List.copyOf(unknownDigests), differences);
    }
}
