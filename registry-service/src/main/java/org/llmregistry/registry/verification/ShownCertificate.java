package org.llmregistry.registry.verification;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import org.llmregistry.kernel.problem.Refusal;
import org.llmregistry.registry.revision.Difference;

/// A certificate that somebody shows, held against the record.
///
/// @param licence what it says of the licence
record ShownCertificate(String number, JsonNode licence) {

    /// What an act after the grant changes: a certificate that differs there is out of date. Everything else binds the
    /// licence from its first day: one that differs there never was ours.
    private static final Set<String> CHANGING = Set.of(
            "status",
            "effectiveStatus",
            "inherited",
            "holder",
            "validTo",
            "renewalPending",
            "windingDown",
            "supersededBy",
            "conditions",
            "limits");

    private static final int MOST_TOLD = 100;

    static ShownCertificate in(ObjectNode certificate) {
        JsonNode licence = certificate.path("licence");
        String number = licence.path("number").asText();
        if (number.isEmpty()) {
            throw Refusal.invalid(
                    "/certificate/licence/number", "required", "The certificate names the number of its licence.");
        }
        return new ShownCertificate(number, licence);
    }

    /// From what is shown to what is on record; the first hundred.
    List<Difference> against(JsonNode record) {
        return Difference.between(licence, record).stream().limit(MOST_TOLD).toList();
    }

    /// It claims something that the licence never said. To leave something out is no claim.
    static boolean isForeign(Difference difference) {
        return difference.change() != Difference.Change.ADDED
                && !CHANGING.contains(difference.pointer().split("/", 3)[1]);
    }
}
