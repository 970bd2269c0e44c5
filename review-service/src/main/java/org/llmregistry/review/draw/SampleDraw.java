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
import org.llmregistry.review.sampling.Draw;

/// A commitment to a secret, and the draw that it was opened for.
@Entity
@IdClass(SampleDraw.Key.class)
@SuppressWarnings("UnusedVariable") // read by queries and the database only
class SampleDraw extends PanacheEntityBase {

    record Key(UUID caseId, int number) implements Serializable {}

    @Id
    private UUID caseId;

    @Id
    private int number;

    private String suite;
    private String commitment;
    private String seed;
    private String salt;
    private String committedBy;
    private Instant committedAt;
    private @Nullable String bankDigest;
    private @Nullable Long population;
    private @Nullable Integer size;
    private @Nullable String drawnBy;
    private @Nullable Instant drawnAt;

    @Version
    private long version;

    @SuppressWarnings("NullAway.Init") // filled by Hibernate
    protected SampleDraw() {}

    SampleDraw(UUID caseId, String suite, Draw.Secret secret, String committedBy, Instant committedAt) {
        this.caseId = caseId;
        this.number = (int) count("caseId", caseId) + 1;
        this.suite = suite;
        this.commitment = secret.commitment();
        this.seed = secret.seed();
        this.salt = secret.salt();
        this.committedBy = committedBy;
        this.committedAt = committedAt;
    }

    /// Opens the secret. One secret serves one draw: a second bank could be chosen after the first items were seen.
    void draw(DrawSample of, String by, Instant at) {
        if (drawnAt != null) {
            throw Refusal.of(ReviewProblem.DRAWN_ALREADY, "Draw %d was made.".formatted(number));
        }
        bankDigest = of.bankDigest();
        population = of.population();
        size = of.size();
        drawnBy = by;
        drawnAt = at;
    }

    String suite() {
        return suite;
    }

    String commitment() {
        return commitment;
    }

    int number() {
        return number;
    }

    DrawView toView() {
        if (bankDigest == null || population == null || size == null) {
            return new DrawView(number, suite, commitment, committedAt, null, null, null, null, null, null, null);
        }
        List<Long> items = Draw.revealed(new Draw.Secret(seed, salt), commitment, bankDigest)
                .items(population, size);
        return new DrawView(
                number, suite, commitment, committedAt, seed, salt, bankDigest, population, size, drawnAt, items);
    }

    static SampleDraw of(UUID caseId, int number) {
        return SampleDraw.<SampleDraw>findByIdOptional(new Key(caseId, number))
                .orElseThrow(() -> Refusal.notFound("Draw %d of case %s".formatted(number, caseId)));
    }
}
