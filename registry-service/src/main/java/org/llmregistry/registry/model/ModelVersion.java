package org.llmregistry.registry.model;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Tuple;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;
import org.llmregistry.kernel.problem.Refusal;
import org.llmregistry.kernel.web.Ids;

/// One version of a model, which never changes: a licence is bound to it by the digest of its weights manifest.
@Entity
@Immutable
public class ModelVersion extends PanacheEntityBase {

    /// What goes in or comes out.
    public enum Modality {
        TEXT,
        IMAGE,
        AUDIO,
        VIDEO,
        CODE
    }

    @Id
    private UUID id;

    private UUID modelId;

    private String label;

    private @Nullable LocalDate releaseDate;

    @JdbcTypeCode(SqlTypes.ARRAY)
    @Enumerated(EnumType.STRING)
    private List<Modality> modalitiesIn;

    @JdbcTypeCode(SqlTypes.ARRAY)
    @Enumerated(EnumType.STRING)
    private List<Modality> modalitiesOut;

    private @Nullable Long totalParameters;

    private @Nullable Long activeParameters;

    private int contextWindow;

    private String architecture;

    private String weightsLicence;

    private Lineage lineage;

    private String manifestDigest;

    private int fileCount;

    private long byteCount;

    private Instant registeredAt;

    @SuppressWarnings("NullAway.Init") // filled by Hibernate
    protected ModelVersion() {}

    ModelVersion(UUID modelId, RegisterVersion command, WeightsManifest weights, Instant registeredAt) {
        this.id = Ids.next();
        this.modelId = modelId;
        this.label = command.label();
        this.releaseDate = command.releaseDate();
        this.modalitiesIn = List.copyOf(command.modalitiesIn());
        this.modalitiesOut = List.copyOf(command.modalitiesOut());
        this.totalParameters = command.totalParameters();
        this.activeParameters =
                command.activeParameters() == null ? command.totalParameters() : command.activeParameters();
        this.contextWindow = command.contextWindow();
        this.architecture = command.architecture();
        this.weightsLicence = command.weightsLicence();
        this.lineage = command.lineage();
        this.manifestDigest = weights.digest();
        this.fileCount = weights.files().size();
        this.byteCount = weights.byteCount();
        this.registeredAt = registeredAt;
    }

    public UUID id() {
        return id;
    }

    public UUID modelId() {
        return modelId;
    }

    public String label() {
        return label;
    }

    public @Nullable LocalDate releaseDate() {
        return releaseDate;
    }

    public List<Modality> modalitiesIn() {
        return modalitiesIn;
    }

    public List<Modality> modalitiesOut() {
        return modalitiesOut;
    }

    /// Null only for a product that calls a model of somebody else.
    public @Nullable Long totalParameters() {
        return totalParameters;
    }

    public @Nullable Long activeParameters() {
        return activeParameters;
    }

    public int contextWindow() {
        return contextWindow;
    }

    public String architecture() {
        return architecture;
    }

    public String weightsLicence() {
        return weightsLicence;
    }

    public Lineage lineage() {
        return lineage;
    }

    /// Lower-case hexadecimal digest of the weights manifest; see [WeightsManifest#digest].
    public String manifestDigest() {
        return manifestDigest;
    }

    int fileCount() {
        return fileCount;
    }

    long byteCount() {
        return byteCount;
    }

    Instant registeredAt() {
        return registeredAt;
    }

    public static ModelVersion require(UUID id) {
        return ModelVersion.<ModelVersion>findByIdOptional(id)
                .orElseThrow(() -> Refusal.notFound("The model version " + id));
    }

    static ModelVersion requireOf(UUID modelId, UUID id) {
        return ModelVersion.<ModelVersion>find("id = ?1 and modelId = ?2", id, modelId)
                .firstResultOptional()
                .orElseThrow(() -> Refusal.notFound("The model version " + id));
    }

    /// Another vendor's version answers as if it did not exist.
    public static ModelVersion requireOfVendor(UUID vendorId, UUID id) {
        String query = "id = ?1 and modelId in (select m.id from Model m where m.vendorId = ?2)";
        return ModelVersion.<ModelVersion>find(query, id, vendorId)
                .firstResultOptional()
                .orElseThrow(() -> Refusal.notFound("The model version " + id));
    }

    /// As [#requireOfVendor]; and a version whose licence the vendor holds, whoever registered it: the new holder of
    /// a licence renews it.
    public static ModelVersion requireHeldBy(UUID vendorId, UUID id) {
        String query =
                "from ModelVersion v where v.id = ?1 and (v.modelId in (select m.id from Model m where m.vendorId = ?2)"
                        + " or exists (select 1 from Licence l where l.versionId = v.id and l.vendorId = ?2))";
        return ModelVersion.<ModelVersion>find(query, id, vendorId)
                .firstResultOptional()
                .orElseThrow(() -> Refusal.notFound("The model version " + id));
    }

    static List<ModelVersion> after(UUID modelId, UUID id, int most) {
        return ModelVersion.<ModelVersion>find("modelId = ?1 and id > ?2 order by id", modelId, id)
                .page(0, most)
                .list();
    }

    static boolean isTaken(UUID modelId, String label) {
        return count("modelId = ?1 and label = ?2", modelId, label) > 0;
    }

    /// A digest that belongs to a licensed version.
    ///
    /// @param ofManifest of the whole manifest; false: of one of its files
    public record Licensed(UUID versionId, String digest, boolean ofManifest) {}

    /// For everybody: of versions without a licence nothing shows. Weights of a notified change stand under the version
    /// that they change.
    ///
    /// @param day on which the change holds
    public static List<Licensed> licensedWith(Collection<String> digests, LocalDate day) {
        @SuppressWarnings("unchecked") // rows of a native query
        List<Tuple> rows = getEntityManager()
                .createNativeQuery(
                        "SELECT version_id, digest, of_manifest FROM licensed_versions(CAST(:digests AS text[]), :day)",
                        Tuple.class)
                .setParameter("digests", digests.toArray(String[]::new))
                .setParameter("day", day)
                .getResultList();
        return rows.stream()
                .map(row -> new Licensed(row.get(0, UUID.class), row.get(1, String.class), row.get(2, Boolean.class)))
                .toList();
    }
}
