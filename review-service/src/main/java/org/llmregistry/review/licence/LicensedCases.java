package org.llmregistry.review.licence;

import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.UUID;
import org.llmregistry.kernel.problem.Refusal;
import org.llmregistry.review.ReviewProblem;
import org.llmregistry.review.casefile.AppliedFor;
import org.llmregistry.review.casefile.CaseFile;

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
        return switch (file.status()) {
            case APPROVED -> true;
            case REFUSED, WITHDRAWN, LAPSED -> false;
            default -> isGrantAppealed(file.id());
        };
    }

    public static void requireLicence(CaseFile file) {
        if (!isGranted(file)) {
            throw Refusal.of(ReviewProblem.NO_LICENCE, "Case %s is %s.".formatted(file.number(), file.status()));
        }
    }

    /// The cases that granted the licence on an application and gave it more time, oldest first.
    public static List<CaseFile> ofLicence(UUID grantedOn) {
        return CaseFile.<CaseFile>list(
                        "appliedFor.applicationId = ?1 or (appliedFor.licensedOn = ?1 and appliedFor.kind = ?2) order by id",
                        grantedOn,
                        AppliedFor.RENEWAL)
                .stream()
                .filter(LicensedCases::isGranted)
                .toList();
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

    private static boolean isGrantAppealed(UUID caseId) {
        EntityManager database = CaseFile.getEntityManager();
        return database.createQuery("select against from Appeal where caseId = ?1 order by number desc", Object.class)
                .setParameter(1, caseId)
                .setMaxResults(1)
                .getResultStream()
                .anyMatch(against -> against.toString().equals("APPROVED"));
    }
}
