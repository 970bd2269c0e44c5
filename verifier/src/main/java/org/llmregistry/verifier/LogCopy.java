package org.llmregistry.verifier;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/// A copy of a whole log in the files of c2sp.org/tlog-tiles. Nothing in the folder is believed: every entry is hashed,
/// every tile is made anew, and what comes out must be the signed root.
final class LogCopy {

    private static final int WIDTH = 256;
    private static final int AT_ONCE = 64; // bundles that all processors read and hash side by side

    private final Path folder;
    private final String origin;
    private final long size;
    private final Histories histories;
    private final List<Level> levels = new ArrayList<>();
    private byte[] first = {};
    private byte[] last = {};

    private LogCopy(Path folder, Checkpoint checkpoint, Histories histories) {
        this.folder = folder;
        this.origin = checkpoint.origin();
        this.size = checkpoint.size();
        this.histories = histories;
    }

    /// What was read of a bundle.
    ///
    /// @param ends its first entry and its last one
    private record Bundle(List<byte[]> leaves, List<Histories.Event> events, List<byte[]> ends) {}

    /// The hashes of the tile of a level that is not full yet.
    private static final class Level {
        private long n;
        private final ByteArrayOutputStream hashes = new ByteArrayOutputStream();
        private Frontier tile = new Frontier();

        int width() {
            return hashes.size() / 32;
        }
    }

    /// @param histories that the entries go on with
    static LogCopy requireWhole(Path folder, Checkpoint checkpoint, Histories histories) {
        LogCopy copy = new LogCopy(folder, checkpoint, histories);
        long bundles = (checkpoint.size() + WIDTH - 1) / WIDTH;
        for (long first = 0; first < bundles; first += AT_ONCE) {
            List<Bundle> read = LongStream.range(first, Math.min(bundles, first + AT_ONCE))
                    .parallel()
                    .mapToObj(copy::bundle)
                    .toList();
            if (first == 0) {
                copy.first = read.getFirst().ends().getFirst();
                if (histories.subjects() == 0 && Successor.isOpening(copy.first)) {
                    histories.withoutEarlier();
                }
            }
            copy.last = read.getLast().ends().getLast();
            for (Bundle bundle : read) {
                copy.add(bundle);
            }
        }
        for (int level = 0; level < copy.levels.size(); level++) {
            Level rest = copy.levels.get(level);
            if (rest.width() > 0) {
                copy.requireTile(level, rest);
            }
        }
        if (!Arrays.equals(copy.root(), checkpoint.root())) {
            throw new Failure("the entries do not hash to the signed root: the log was rewritten, or the copy was");
        }
        return copy;
    }

    /// Empty when the log is.
    byte[] first() {
        return first;
    }

    /// Empty: the log was not closed.
    Optional<Successor> successor() {
        return Successor.namedIn(last, origin);
    }

    /// The roots of all full tiles are in the level above: what is left are the tiles that are not full.
    private byte[] root() {
        byte[] root = null;
        for (Level level : levels) {
            root = level.tile.rootWith(root);
        }
        return root == null ? Tree.empty() : root;
    }

    private Bundle bundle(long n) {
        int width = (int) Math.min(WIDTH, size - n * WIDTH);
        Bundle read = new Bundle(new ArrayList<>(width), new ArrayList<>(width), new ArrayList<>(2));
        ByteBuffer bundle = ByteBuffer.wrap(read("tile/entries/", n, width));
        for (int i = 0; i < width; i++) {
            long index = n * WIDTH + i;
            if (bundle.remaining() < 2) {
                throw new Failure("entry %d is missing".formatted(index));
            }
            byte[] entry = new byte[bundle.getShort() & 0xffff];
            if (bundle.remaining() < entry.length) {
                throw new Failure("entry %d is cut off".formatted(index));
            }
            bundle.get(entry);
            if (i == 0 || i == width - 1) {
                read.ends().add(entry);
            }
            read.leaves().add(Tree.leaf(entry));
            read.events().add(Histories.Event.read(index, entry));
        }
        if (bundle.hasRemaining() && (n + 1) * WIDTH <= size) {
            throw new Failure("there is something behind entry %d".formatted(n * WIDTH + width - 1));
        }
        return read;
    }

    private void add(Bundle bundle) {
        for (byte[] leaf : bundle.leaves()) {
            add(0, leaf);
        }
        bundle.events().forEach(histories::add);
    }

    private void add(int level, byte[] hash) {
        if (levels.size() == level) {
            levels.add(new Level());
        }
        Level at = levels.get(level);
        at.hashes.writeBytes(hash);
        at.tile.add(hash);
        if (at.width() == WIDTH) {
            requireTile(level, at);
            byte[] root = at.tile.root();
            at.n++;
            at.hashes.reset();
            at.tile = new Frontier();
            add(level + 1, root);
        }
    }

    private void requireTile(int level, Level made) {
        byte[] hashes = made.hashes.toByteArray();
        byte[] file = read("tile/%d/".formatted(level), made.n, made.width());
        if (!Arrays.equals(hashes, 0, hashes.length, file, 0, Math.min(file.length, hashes.length))) {
            throw new Failure("tile %d/%d does not fit the entries".formatted(level, made.n));
        }
    }

    /// The full file, or the partial one of exactly this width.
    private byte[] read(String kind, long n, int width) {
        String name = kind + path(n);
        Path full = folder.resolve(name);
        Path partial = folder.resolve(name + ".p/" + width);
        try {
            if (Files.exists(full)) {
                return Files.readAllBytes(full);
            }
            if (width < WIDTH && Files.exists(partial)) {
                return Files.readAllBytes(partial);
            }
        } catch (IOException unreadable) {
            throw new Failure("%s cannot be read: %s".formatted(name, unreadable.getMessage()));
        }
        throw new Failure("%s is missing".formatted(name));
    }

    private static String path(long n) {
        StringBuilder path = new StringBuilder("%03d".formatted(n % 1000));
        for (long rest = n / 1000; rest > 0; rest /= 1000) {
            path.insert(0, "x%03d/".formatted(rest % 1000));
        }
        return path.toString();
    }
}
