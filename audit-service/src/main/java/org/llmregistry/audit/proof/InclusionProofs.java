package org.llmregistry.audit.proof;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.llmregistry.audit.checkpoint.Checkpoints;
import org.llmregistry.audit.checkpoint.Checkpoints.Checkpoint;
import org.llmregistry.audit.series.AuditLog;
import org.llmregistry.audit.tile.PublicTiles;
import org.llmregistry.audit.tile.TreeHashes;

/// Proofs that an entry is in the log, as files: c2sp.org/tlog-proof@v1.
@ApplicationScoped
public class InclusionProofs {

    private final Checkpoints checkpoints;
    private final PublicTiles tiles;

    InclusionProofs(Checkpoints checkpoints, PublicTiles tiles) {
        this.checkpoints = checkpoints;
        this.tiles = tiles;
    }

    /// Empty while no published checkpoint covers the entry.
    Optional<String> of(AuditLog log, long index) {
        return checkpoints
                .newest(log)
                .filter(newest -> index < newest.size())
                .map(covering -> of(List.of(index), covering).getFirst());
    }

    /// Of entries that the checkpoint covers: tiles that their ways share are read once.
    public List<String> of(List<Long> indexes, Checkpoint covering) {
        TreeHashes tree = new TreeHashes(tiles.of(covering.log()), covering.size());
        return indexes.stream()
                .map(index -> {
                    String hashes = tree.inclusionProof(index).stream()
                            .map(hash -> hash.base64() + "\n")
                            .collect(Collectors.joining());
                    return "c2sp.org/tlog-proof@v1\nindex %d\n%s\n%s".formatted(index, hashes, covering.note());
                })
                .toList();
    }
}
