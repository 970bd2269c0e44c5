package org.llmregistry.registry.vendor;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.llmregistry.kernel.problem.CommonProblem;
import org.llmregistry.kernel.problem.Refusal;
import org.llmregistry.kernel.web.Caller;
import org.llmregistry.kernel.web.Ids;

/// A party that applies for licences. Its registration id (company register, unified social credit code and the
/// like) tells it from all others.
@Entity
public class Vendor extends PanacheEntityBase {

    @Id
    private UUID id;

    private String legalName;

    private String registrationId;

    private String region;

    private String address;

    private String contactEmail;

    private Instant registeredAt;

    @Version
    private long version;

    @SuppressWarnings("NullAway.Init") // filled by Hibernate
    protected Vendor() {}

    Vendor(
            String legalName,
            String registrationId,
            String region,
            String address,
            String contactEmail,
            Instant registeredAt) {
        this.id = Ids.next();
        this.legalName = legalName;
        this.registrationId = registrationId;
        this.region = region;
        this.address = address;
        this.contactEmail = contactEmail;
        this.registeredAt = registeredAt;
    }

    public UUID id() {
        return id;
    }

    public String legalName() {
        return legalName;
    }

    public String registrationId() {
        return registrationId;
    }

    /// Code of the region as the schemes write it.
    public String region() {
        return region;
    }

    public String address() {
        return address;
    }

    String contactEmail() {
        return contactEmail;
    }

    Instant registeredAt() {
        return registeredAt;
    }

    long version() {
        return version;
    }

    /// Name of its machine client in Keycloak.
    public String clientId() {
        return "vendor-" + id;
    }

    public static Vendor require(UUID id) {
        return Vendor.<Vendor>findByIdOptional(id).orElseThrow(() -> Refusal.notFound("The vendor " + id));
    }

    /// The vendor that the caller's token acts for; for operations on what belongs to it as a whole.
    public static Vendor actingIn(Caller caller) {
        return caller.vendor()
                .flatMap(id -> Vendor.<Vendor>findByIdOptional(id)) // a method reference is not enhanced
                .orElseThrow(() ->
                        Refusal.of(CommonProblem.FORBIDDEN, "Your token acts for no vendor that is registered here."));
    }

    /// What one vendor may know of another whose id it has: the name that stands in the register.
    public static Optional<String> legalNameOf(UUID id) {
        return Optional.ofNullable((String) getEntityManager()
                .createNativeQuery("SELECT legal_name_of(:id)")
                .setParameter("id", id)
                .getSingleResult());
    }

    /// In the order of registration.
    static List<Vendor> after(UUID id, @Nullable String registrationId, int most) {
        return Vendor.<Vendor>find("id > ?1 and (?2 is null or registrationId = ?2) order by id", id, registrationId)
                .page(0, most)
                .list();
    }

    static long count(@Nullable String registrationId) {
        return count("?1 is null or registrationId = ?1", registrationId);
    }

    static boolean isRegistered(String registrationId) {
        return count("registrationId", registrationId) > 0;
    }
}
