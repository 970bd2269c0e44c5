package org.llmregistry.registry.holder;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.llmregistry.kernel.audit.AuditTrail;
import org.llmregistry.kernel.web.Caller;
import org.llmregistry.kernel.web.Ids;
import org.llmregistry.registry.licence.Licence;
import org.llmregistry.registry.register.Register;
import org.llmregistry.registry.register.RegisterEntry;
import org.llmregistry.registry.review.ReviewMessages;

/// The register, review-service and the log learn what the holder did, in the transaction in which it is done.
@ApplicationScoped
class Telling {

    private final Register register;
    private final ReviewMessages review;
    private final AuditTrail audit;
    private final Caller caller;

    Telling(Register register, ReviewMessages review, AuditTrail audit, Caller caller) {
        this.register = register;
        this.review = review;
        this.audit = audit;
        this.caller = caller;
    }

    /// The register knows the licence: only what changed is taken over.
    void publish(Licence licence) {
        register.enter(
                licence.toView().published(RegisterEntry.Kind.MODEL),
                null,
                new Register.Act(caller.id(), "licences/" + licence.number()));
    }

    void tell(
            Licence licence,
            UUID id,
            String kind,
            String description,
            List<String> documents,
            @Nullable String newHolder,
            LocalDate effectiveOn,
            boolean late,
            Instant at) {
        review.changed(new ReviewMessages.LicenceChanged(
                Ids.next(),
                id,
                licence.requireApplication(),
                licence.number(),
                kind,
                null,
                description,
                List.of(),
                documents,
                newHolder,
                effectiveOn,
                null,
                late,
                at));
    }

    void record(String event, Licence licence, Map<String, ?> facts) {
        audit.record(event, "licences/" + licence.number(), caller.id(), facts);
    }
}
