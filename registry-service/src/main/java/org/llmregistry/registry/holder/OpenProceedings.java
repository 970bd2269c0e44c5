package org.llmregistry.registry.holder;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import org.llmregistry.kernel.problem.Refusal;
import org.llmregistry.registry.RegistryProblem;
import org.llmregistry.registry.licence.Licence;
import org.llmregistry.registry.scope.OfficeEyes;

/// What the holder cannot escape from by giving a licence up: a revocation, or an application about it. Asked with the
/// eyes of the office: whoever accepts a licence does not see what its holder has open.
@ApplicationScoped
class OpenProceedings {

    private final EntityManager database;

    OpenProceedings(EntityManager database) {
        this.database = database;
    }

    /// Call it under the lock of the licence: orders come in under it too.
    void refuseWhileOpen(Licence licence) {
        if (exists("""
                SELECT EXISTS (SELECT FROM licence_order o JOIN licence l ON l.id = o.licence_id
                               WHERE l.number = :number AND o.sanction = 'REVOKE' AND (o.status = 'PROPOSED' OR o.stayed))
                """, licence)) {
            throw Refusal.of(
                    RegistryProblem.REVOCATION_OPEN,
                    "The authority is about to revoke %s.".formatted(licence.number()));
        }
        if (exists("""
                SELECT EXISTS (SELECT FROM open_application a JOIN licence l
                                 ON l.number = a.licence_number OR a.id IN (l.application_id, l.renewed_by)
                               WHERE l.number = :number)
                """, licence)) {
            throw Refusal.of(
                    RegistryProblem.APPLICATION_ABOUT_LICENCE,
                    "A variation or renewal of %s is open, or an appeal about its grant.".formatted(licence.number()));
        }
        if (licence.toView().windingDown()) {
            throw Refusal.of(
                    RegistryProblem.WINDING_DOWN,
                    "Its last day is %s.".formatted(licence.toView().validTo()));
        }
    }

    private boolean exists(String sql, Licence licence) {
        return OfficeEyes.ask(() -> (Boolean) database.createNativeQuery(sql)
                .setParameter("number", licence.number())
                .getSingleResult());
    }
}
