package org.llmregistry.registry.model;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.llmregistry.kernel.problem.Refusal;
import org.llmregistry.kernel.web.Ids;

/// A model as the public knows it: one name, perhaps others, and a purpose. What is licensed is one of its
/// versions.
@Entity
public class Model extends PanacheEntityBase {

    /// Whether it is meant for everything or for a limited field.
    @Schema(name = "ModelScope")
    public enum Scope {
        GENERAL,
        LIMITED
    }

    @Id
    private UUID id;

    private UUID vendorId;

    private String name;

    @JdbcTypeCode(SqlTypes.ARRAY)
    private List<String> otherNames;

    private String purpose;

    @Enumerated(EnumType.STRING)
    private Scope scope;

    private Instant registeredAt;

    @Version
    private long version;

    @SuppressWarnings("NullAway.Init") // filled by Hibernate
    protected Model() {}

    Model(UUID vendorId, String name, List<String> otherNames, String purpose, Scope scope, Instant registeredAt) {
        this.id = Ids.next();
        this.vendorId = vendorId;
        this.name = name;
        this.otherNames = List.copyOf(otherNames);
        this.purpose = purpose;
        this.scope = scope;
        this.registeredAt = registeredAt;
    }

    void change(String newName, List<String> newOtherNames, String newPurpose, Scope newScope) {
        this.name = newName;
        this.otherNames = List.copyOf(newOtherNames);
        this.purpose = newPurpose;
        this.scope = newScope;
    }

    public UUID id() {
        return id;
    }

    public UUID vendorId() {
        return vendorId;
    }

    public String name() {
        return name;
    }

    public List<String> otherNames() {
        return otherNames;
    }

    String purpose() {
        return purpose;
    }

    Scope scope() {
        return scope;
    }

    Instant registeredAt() {
        return registeredAt;
    }

    long version() {
        return version;
    }

    public static Model require(UUID id) {
        return Model.<Model>findByIdOptional(id).orElseThrow(() -> Refusal.notFound("The model " + id));
    }

    /// Another vendor's model answers as if it did not exist.
    public static Model requireOf(UUID vendorId, UUID id) {
        return Model.<Model>find("id = ?1 and vendorId = ?2", id, vendorId)
                .firstResultOptional()
                .orElseThrow(() -> Refusal.notFound("The model " + id));
    }

    /// Who took a licence over reads of the model what the licence says.
    public static String nameOf(ModelVersion version) {
        return Model.<Model>findByIdOptional(version.modelId())
                .map(Model::name)
                .orElseGet(() -> (String) getEntityManager()
                        .createNativeQuery("SELECT model_name FROM licence WHERE version_id = ?1 ORDER BY id LIMIT 1")
                        .setParameter(1, version.id())
                        .getSingleResult());
    }

    static List<Model> after(UUID vendorId, UUID id, int most) {
        return Model.<Model>find("vendorId = ?1 and id > ?2 order by id", vendorId, id)
                .page(0, most)
                .list();
    }

    static boolean isTaken(UUID vendorId, String name, UUID exceptId) {
        return count("vendorId = ?1 and name = ?2 and id <> ?3", vendorId, name, exceptId) > 0;
    }
}
