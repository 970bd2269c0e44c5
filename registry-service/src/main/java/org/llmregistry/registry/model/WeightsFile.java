package org.llmregistry.registry.model;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.Immutable;

/// A row of a version's weights manifest.
@Entity
@Immutable
class WeightsFile extends PanacheEntityBase {

    @Embeddable
    record Key(UUID versionId, String path) {}

    @EmbeddedId
    private Key key;

    private long size;

    private String sha256;

    @SuppressWarnings("NullAway.Init") // filled by Hibernate
    protected WeightsFile() {}

    WeightsFile(UUID versionId, WeightsManifest.Entry file) {
        this.key = new Key(versionId, file.path());
        this.size = file.size();
        this.sha256 = file.sha256();
    }

    WeightsManifest.Entry toEntry() {
        return new WeightsManifest.Entry(key.path(), size, sha256);
    }

    /// In the order of the paths, after the given one.
    static List<WeightsFile> of(UUID versionId, String afterPath, int most) {
        return WeightsFile.<WeightsFile>find(
                        "key.versionId = ?1 and key.path > ?2 order by key.path", versionId, afterPath)
                .page(0, most)
                .list();
    }
}
