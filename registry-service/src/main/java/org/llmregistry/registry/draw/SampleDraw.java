package org.llmregistry.registry.draw;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Version;
import java.io.Serializable;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.llmregistry.kernel.problem.Refusal;
import org.llmregistry.registry.RegistryProblem;
import org.llmregistry.registry.draw.DrawResource.HandInBank;
import org.llmregistry.registry.draw.DrawResource.ReceiveDraw;

/// A draw of items from a bank of the vendor's.
@Entity
@IdClass(SampleDraw.Key.class)
class SampleDraw extends PanacheEntityBase {

    record Key(UUID applicationId, int number) implements Serializable {}

    @Schema(
            name = "Draw",
            description = "A draw that neither side steers. commitment = SHA-256(seed || salt); with seed, bankDigest,"
                    + " population and size anybody draws the same items again (docs/sampling.md)")
    record View(
            int number,

            @Schema(description = "What is evaluated with it", examples = "content-safety")
            String suite,

            @Schema(description = "Items to draw") int size,
            String commitment,
            Instant committedAt,

            @Schema(description = "SHA-256 of your bank; absent: the authority waits for it") @Nullable
            String bankDigest,

            @Schema(description = "Items in it") @Nullable Long population,
            @Nullable Instant handedInAt,

            @Schema(
                    description =
                            "Of the authority; absent until it is disclosed, at the latest with the region's report")
            @Nullable
            String seed,

            @Nullable String salt,
            @Nullable Instant disclosedAt) {}

    @Id
    private UUID applicationId;

    @Id
    private int number;

    private String suite;
    private int size;
    private String commitment;
    private Instant committedAt;
    private @Nullable String bankDigest;
    private @Nullable Long population;
    private @Nullable Instant handedInAt;
    private @Nullable String seed;
    private @Nullable String salt;
    private @Nullable Instant disclosedAt;

    @Version
    @SuppressWarnings("UnusedVariable") // read by Hibernate only
    private long version;

    @SuppressWarnings("NullAway.Init") // filled by Hibernate
    protected SampleDraw() {}

    SampleDraw(UUID applicationId, ReceiveDraw message) {
        this.applicationId = applicationId;
        this.number = message.number();
        this.suite = message.suite();
        this.size = message.size();
        this.commitment = message.commitment();
        this.committedAt = message.committedAt();
    }

    /// A draw has one bank: another could be chosen to draw other items.
    void handIn(HandInBank bank, Instant at) {
        if (handedInAt != null) {
            throw Refusal.of(RegistryProblem.BANK_FIXED, "You handed it in at %s.".formatted(handedInAt));
        }
        if (bank.population() < size) {
            throw Refusal.invalid("/population", "holds-the-draw", "The draw takes %d items.".formatted(size));
        }
        bankDigest = bank.bankDigest();
        population = bank.population();
        handedInAt = at;
    }

    void disclose(@Nullable String newSeed, @Nullable String newSalt, @Nullable Instant at) {
        seed = newSeed;
        salt = newSalt;
        disclosedAt = at;
    }

    View toView() {
        return new View(
                number,
                suite,
                size,
                commitment,
                committedAt,
                bankDigest,
                population,
                handedInAt,
                seed,
                salt,
                disclosedAt);
    }

    static Optional<SampleDraw> of(UUID applicationId, int number) {
        return findByIdOptional(new Key(applicationId, number));
    }

    static List<SampleDraw> ofApplication(UUID applicationId) {
        return list("applicationId = ?1 order by number", applicationId);
    }
}
