package org.llmregistry.review.draw;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Version;
import java.io.Serializable;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.llmregistry.kernel.problem.Refusal;
import org.llmregistry.review.ReviewProblem;
import org.llmregistry.review.draw.SampleResource.CommitDraw;
import org.llmregistry.review.registry.RegistryMessages;
import org.llmregistry.review.sampling.Draw;

/// A commitment to a secret, and the draw that it was made for.
@Entity
@IdClass(SampleDraw.Key.class)
class SampleDraw extends PanacheEntityBase {

    record Key(UUID caseId, int number) implements Serializable {}

    @Id
    private UUID caseId;

    @Id
    private int number;

    private String suite;
    private int size;
    private @Nullable String reason;
    private String commitment;
    private String seed;
    private String salt;

    @SuppressWarnings("UnusedVariable") // read by queries and the database only
    private String committedBy;

    private Instant committedAt;
    private @Nullable String bankDigest;
    private @Nullable Long population;
    private @Nullable Instant drawnAt;
    private @Nullable Instant disclosedAt;

    @Version
    @SuppressWarnings("UnusedVariable") // read by Hibernate only
    private long version;

    @SuppressWarnings("NullAway.Init") // filled by Hibernate
    protected SampleDraw() {}

    SampleDraw(UUID caseId, int number, CommitDraw command, Draw.Secret secret, String by, Instant at) {
        this.caseId = caseId;
        this.number = number;
        this.suite = command.suite();
        this.size = command.size();
        this.reason = command.reason();
        this.commitment = secret.commitment();
        this.seed = secret.seed();
        this.salt = secret.salt();
        this.committedBy = by;
        this.committedAt = at;
    }

    /// The digest of the bank draws the items.
    void draw(String digest, long items, Instant at) {
        bankDigest = digest;
        population = items;
        drawnAt = at;
    }

    /// The secret is everybody's to know: nothing is left to steer.
    void disclose(Instant at) {
        if (!isDrawn()) {
            throw Refusal.of(ReviewProblem.BANK_NOT_FIXED, "The vendor has not handed in the bank's digest.");
        }
        if (isDisclosed()) {
            throw Refusal.of(ReviewProblem.DRAWN_ALREADY, "Draw %d is disclosed.".formatted(number));
        }
        disclosedAt = at;
    }

    boolean isDrawn() {
        return drawnAt != null;
    }

    private boolean isDisclosed() {
        return disclosedAt != null;
    }

    /// Its items are drawn, and nobody else can repeat that yet.
    boolean isUndisclosed() {
        return isDrawn() && !isDisclosed();
    }

    int number() {
        return number;
    }

    String suite() {
        return suite;
    }

    int size() {
        return size;
    }

    String commitment() {
        return commitment;
    }

    /// What the vendor may know: the secret when it is disclosed, not before.
    RegistryMessages.Drawn toMessage(UUID messageId) {
        return new RegistryMessages.Drawn(
                messageId,
                number,
                suite,
                size,
                commitment,
                committedAt,
                isDisclosed() ? seed : null,
                isDisclosed() ? salt : null,
                disclosedAt);
    }

    DrawView toView() {
        Long bank = population;
        List<Long> items = bankDigest == null || bank == null
                ? null
                : Draw.revealed(new Draw.Secret(seed, salt), commitment, bankDigest)
                        .items(bank, size);
        return new DrawView(
                number,
                suite,
                size,
                reason,
                commitment,
                committedAt,
                bankDigest,
                population,
                drawnAt,
                isDrawn() ? seed : null,
                isDrawn() ? salt : null,
                items,
                disclosedAt);
    }

    static SampleDraw of(UUID caseId, int number) {
        return SampleDraw.<SampleDraw>findByIdOptional(new Key(caseId, number))
                .orElseThrow(() -> Refusal.notFound("Draw %d of case %s".formatted(number, caseId)));
    }

    static List<SampleDraw> ofCase(UUID caseId) {
        return list("caseId = ?1 order by number", caseId);
    }
}
