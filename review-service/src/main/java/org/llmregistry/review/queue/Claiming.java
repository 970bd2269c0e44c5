package org.llmregistry.review.queue;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.llmregistry.kernel.audit.AuditTrail;
import org.llmregistry.review.casefile.CaseFile;
import org.llmregistry.review.casefile.CaseStatus;
import org.llmregistry.review.casefile.CaseView;
import org.llmregistry.review.casefile.Cases;
import org.llmregistry.review.duty.Duty;
import org.llmregistry.review.duty.SeparationOfDuties;

/// A case gets its officer, by its own claim or by a lead; the same stands against both.
@ApplicationScoped
public class Claiming {

    private final Cases cases;
    private final SeparationOfDuties duties;
    private final AuditTrail audit;
    private final Clock clock;

    Claiming(Cases cases, SeparationOfDuties duties, AuditTrail audit, Clock clock) {
        this.cases = cases;
        this.duties = duties;
        this.audit = audit;
        this.clock = clock;
    }

    /// @param file  locked
    /// @param actor who says so: the officer, or a lead
    public CaseView claim(CaseFile file, String officer, String event, String actor, Map<String, ?> facts) {
        CaseStatus before = file.status();
        Instant now = clock.instant();
        file.claim(officer, now);
        duties.perform(file.id(), officer, Duty.CASE_OFFICER);
        Map<String, Object> all = new HashMap<>(facts);
        all.put("applicationId", file.applicationId());
        audit.record(event, "cases/" + file.id(), actor, all);
        return file.status() == before ? cases.view(file) : cases.reported(file, now);
    }
}
