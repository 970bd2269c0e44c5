package org.llmregistry.review.licence;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.llmregistry.kernel.problem.Refusal;
import org.llmregistry.review.ReviewProblem;
import org.llmregistry.review.casefile.AppliedFor;
import org.llmregistry.review.casefile.CaseFile;
import org.llmregistry.review.casefile.CaseStatus;

/// Finds the case that a licence was granted in. Orders hang on that one, so that they are folded together, also when a
/// renewal gave the licence more time in a case of its own.
public final class LicensedCases {

    private LicensedCases() {}

    /// Under its lock; refuses when there is no licence.
    ///
    /// @param caseId of the grant, or of a renewal
    public static CaseFile locked(UUID caseId) {
        CaseFile named = CaseFile.locked(caseId);
        CaseFile file = isRenewal(named) ? granted(named) : named;
        requireLicence(file);
        return file;
    }

    /// Application that the licence was granted on, which is the one that the registry knows it by.
    public static UUID applicationOf(CaseFile file) {
        UUID licensedOn = file.appliedFor().licensedOn();
        return isRenewal(file) && licensedOn != null ? licensedOn : file.applicationId();
    }

    /// In force, or under an order; also while an appeal against its conditions is open, and while the case is decided
    /// again because of one: the grant stands until then.
    public static boolean isGranted(CaseFile file) {
        return !granted(List.of(file)).isEmpty();
    }

    public static void requireLicence(CaseFile file) {
        if (!isGranted(file)) {
            throw Refusal.of(ReviewProblem.NO_LICENCE, "Case %s is %s.".formatted(file.number(), file.status()));
        }
    }

    /// The cases that granted the licence on an application and gave it more time, oldest first.
    public static List<CaseFile> ofLicence(UUID grantedOn) {
        return granted(CaseFile.list(
                "appliedFor.applicationId = ?1 or (appliedFor.licensedOn = ?1 and appliedFor.kind = ?2) order by id",
                grantedOn,
                AppliedFor.RENEWAL));
    }

    /// A licence by its cases.
    ///
    /// @param cases      that granted it and gave it more time, oldest first
    /// @param superseded whether a variation stands in its place
    public record Licence(List<CaseFile> cases, boolean superseded) {}

    /// As [#ofLicence], for many licences at once.
    ///
    /// @return by the application that it was granted on
    public static Map<UUID, Licence> ofLicences(Set<UUID> grantedOn) {
        Map<UUID, List<CaseFile>> cases = new HashMap<>();
        Set<UUID> superseded = new HashSet<>();
        for (CaseFile file : granted(CaseFile.list(
                "appliedFor.applicationId in ?1 or (appliedFor.licensedOn in ?1 and appliedFor.kind in ?2) order by id",
                grantedOn,
                List.of(AppliedFor.RENEWAL, AppliedFor.VARIATION)))) {
            Stream.of(file.applicationId(), applicationOf(file))
                    .distinct()
                    .forEach(licence -> cases.computeIfAbsent(licence, first -> new ArrayList<>())
                            .add(file));
            UUID licensedOn = file.appliedFor().licensedOn();
            if (licensedOn != null && file.appliedFor().kind().equals(AppliedFor.VARIATION)) {
                superseded.add(licensedOn);
            }
        }
        return grantedOn.stream()
                .collect(Collectors.toMap(
                        Function.identity(),
                        licence -> new Licence(cases.getOrDefault(licence, List.of()), superseded.contains(licence))));
    }

    private static CaseFile granted(CaseFile renewal) {
        requireLicence(renewal);
        return CaseFile.lockedOfApplication(applicationOf(renewal))
                .filter(file -> !isRenewal(file))
                .orElseThrow(() -> Refusal.of(
                        ReviewProblem.NO_LICENCE,
                        "Case %s renewed licence %s: name the case that it was granted in."
                                .formatted(
                                        renewal.number(), renewal.appliedFor().licenceNumber())));
    }

    private static boolean isRenewal(CaseFile file) {
        return file.appliedFor().kind().equals(AppliedFor.RENEWAL);
    }

    private static List<CaseFile> granted(List<CaseFile> files) {
        List<UUID> open = files.stream()
                .filter(file -> !file.status().isClosed())
                .map(CaseFile::id)
                .toList();
        Set<UUID> appealed = open.isEmpty() ? Set.of() : ofAppealedGrant(open);
        return files.stream()
                .filter(file -> file.status() == CaseStatus.APPROVED || appealed.contains(file.id()))
                .toList();
    }

    /// Those whose newest appeal is against a grant.
    private static Set<UUID> ofAppealedGrant(List<UUID> cases) {
        return Set.copyOf(CaseFile.getEntityManager()
                .createQuery("""
                        select appeal.caseId from Appeal appeal
                        where appeal.caseId in ?1 and appeal.against = ?2
                            and appeal.number = (select max(other.number) from Appeal other where other.caseId = appeal.caseId)
                        """, UUID.class)
                .setParameter(1, cases)
                .setParameter(2, CaseStatus.APPROVED)
                .getResultList());
    }
}
