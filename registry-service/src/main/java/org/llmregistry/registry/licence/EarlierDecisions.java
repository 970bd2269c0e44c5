package org.llmregistry.registry.licence;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.llmregistry.kernel.audit.AuditTrail;
import org.llmregistry.registry.register.Region;
import org.llmregistry.registry.register.Register;
import org.llmregistry.registry.register.RegisterEntry;

/// Records licences that an authority published before it used this registry. They have no scheme, vendor or
/// digest.
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
public class EarlierDecisions {

    private static final String REGISTRATION = "REGISTRATION";

    private final Register register;
    private final AuditTrail audit;

    EarlierDecisions(Register register, AuditTrail audit) {
        this.register = register;
        this.audit = audit;
    }

    /// A decision as its authority published it.
    public record EarlierDecision(
            String number,
            String track,
            String modelName,
            String holder,
            @Nullable Region region,
            LocalDate decidedOn,
            String source,
            @Nullable String note) {

        Register.PublicLicence toPublicLicence() {
            return new Register.PublicLicence(
                    number,
                    track.equals(REGISTRATION) ? RegisterEntry.Kind.PRODUCT : RegisterEntry.Kind.MODEL,
                    track,
                    modelName,
                    holder,
                    region,
                    decidedOn,
                    null,
                    null,
                    List.of(),
                    note,
                    LicenceStatus.ACTIVE.name());
        }
    }

    public Register.Placed record(EarlierDecision decision, Register.Act act) {
        Register.Placed placed = register.enter(decision.toPublicLicence(), null, act);
        switch (placed.outcome()) {
            case CREATED -> {
                Licence recorded = Licence.recorded(decision);
                recorded.persist();
                tell("licence.recorded", recorded, decision, act);
            }
            case UPDATED -> {
                Licence corrected = Licences.withNumber(decision.number()).orElseThrow();
                corrected.correct(decision);
                tell("licence.corrected", corrected, decision, act);
            }
            case UNCHANGED -> {}
        }
        return placed;
    }

    private void tell(String type, Licence licence, EarlierDecision decision, Register.Act act) {
        audit.record(
                type,
                "licences/" + decision.number(),
                act.actor(),
                Map.of(
                        "cause", act.cause(),
                        "track", decision.track(),
                        "decidedOn", decision.decidedOn().toString(),
                        "status", licence.status().name()));
    }
}
