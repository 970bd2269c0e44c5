package org.llmregistry.audit.tile;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.llmregistry.audit.merkle.Hash;
import org.llmregistry.audit.series.AuditLog;

/// Tiles for the proofs of what is public, which never changes: those that every proof needs are kept in memory.
/// Signing and the self-audit read the database: memory would hide from them what they look for.
@ApplicationScoped
public class PublicTiles {

    private static final int MOST_HASHES = 131_072; // about 10 MiB

    private record Key(short log, int level, long n, int width) {}

    private final Tiles tiles;
    private final Cache<Key, List<Hash>> kept = Caffeine.newBuilder()
            .maximumWeight(MOST_HASHES)
            .weigher((Key key, List<Hash> hashes) -> hashes.size())
            .build();

    PublicTiles(Tiles tiles) {
        this.tiles = tiles;
    }

    public TreeHashes.Source of(AuditLog log) {
        return (level, n, width) -> tile(log, level, n, width);
    }

    /// Full tiles of level 0 are many, and seldom asked for twice.
    private List<Hash> tile(AuditLog log, int level, long n, int width) {
        return level == 0 && width == TilePath.FULL
                ? tiles.tile(log, level, n, width)
                : kept.get(new Key(log.id(), level, n, width), key -> tiles.tile(log, level, n, width));
    }
}
