package org.llmregistry.registry.inspection;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Watches a ZIP archive go by and remembers its central directory (APPNOTE.TXT 6.3.10, sections 4.3.12 and 4.3.16).
///
/// Links stand in this directory only, which is at the end, and programs trust it more than what stands before each
/// entry. So both must name the same entries: that ends archives whose entries overlap, too.
final class CentralDirectory extends FilterInputStream {

    private static final int HEADER = 46;
    private static final int END = 22;
    private static final int UNIX = 3;
    private static final int TYPE_OF_FILE = 0xF000;
    private static final int LINK = 0xA000;
    private static final long ZIP64 = 0xFFFF_FFFFL;

    /// A record that may belong to the directory, or to an archive that is stored inside.
    private record Sighting(long offset, int nameHash, boolean link) {}

    private final int most;
    private final List<Sighting> sightings = new ArrayList<>();
    private final byte[] record = new byte[HEADER + 0xFFFF];
    private int recorded;
    private int wanted = 4;
    private long position;
    private long endOffset = -1;
    private long directoryOffset;
    private int announced;
    private long end;
    private boolean ambiguous;

    CentralDirectory(InputStream archive, int mostEntries) {
        super(archive);
        // stored archives inside have directories of their own
        this.most = 4 * mostEntries;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        int count = super.read(into, from, length);
        for (int i = from; i < from + count; i++) {
            watch(into[i]);
        }
        return count;
    }

    @Override
    public long skip(long count) throws IOException {
        byte[] passed = new byte[(int) Math.min(count, 1 << 13)];
        return Math.max(0, read(passed, 0, passed.length));
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    private void watch(byte next) {
        position++;
        if (recorded == 0 && next != 'P') {
            return;
        }
        record[recorded++] = next;
        if (recorded == 2 && next != 'K') {
            restart(next);
        } else if (recorded == 4) {
            wanted = sizeOf(field(0, 4));
            if (wanted == 0) {
                restart(next);
            }
        } else if (recorded == wanted) {
            if (wanted == HEADER && field(0, 4) == 0x02014B50 && field(28, 2) > 0) {
                wanted = HEADER + (int) field(28, 2);
            } else {
                take();
            }
        }
    }

    private void restart(byte next) {
        recorded = 0;
        wanted = 4;
        if (next == 'P') {
            record[recorded++] = next;
        }
    }

    private static int sizeOf(long signature) {
        return signature == 0x02014B50 ? HEADER : signature == 0x06054B50 ? END : 0;
    }

    private void take() {
        long offset = position - recorded;
        if (field(0, 4) == 0x06054B50) {
            // an end within the comment of another: who looks from which side sees other entries
            ambiguous = offset < end;
            endOffset = offset;
            end = offset + END + field(20, 2);
            announced = (int) field(10, 2);
            directoryOffset = field(16, 4);
        } else {
            if (sightings.size() == most) {
                throw ArchiveBudget.refusal("", "entries", "The archive's directory has too many entries.");
            }
            boolean link = field(4, 2) >> 8 == UNIX && (field(38, 4) >> 16 & TYPE_OF_FILE) == LINK;
            byte[] name = Arrays.copyOfRange(record, HEADER, recorded);
            sightings.add(new Sighting(offset, Arrays.hashCode(name), link));
        }
        recorded = 0;
        wanted = 4;
    }

    private long field(int at, int bytes) {
        ByteBuffer fields = ByteBuffer.wrap(record).order(ByteOrder.LITTLE_ENDIAN);
        return bytes == 2 ? fields.getShort(at) & 0xFFFFL : fields.getInt(at) & 0xFFFF_FFFFL;
    }

    /// After all has gone by.
    ///
    /// @param names sum of the hashes of the names that stood before the entries
    void verify(String place, int entries, long names) {
        if (endOffset < 0 || end != position || ambiguous || directoryOffset == ZIP64) {
            throw ArchiveBudget.refusal(
                    place,
                    "directory",
                    "The archive has no plain directory at its very end, or one of the ZIP64 form.");
        }
        List<Sighting> directory = sightings.stream()
                .filter(sighting -> sighting.offset() >= directoryOffset && sighting.offset() < endOffset)
                .toList();
        if (directory.stream().anyMatch(Sighting::link)) {
            throw ArchiveBudget.refusal(place, "link", "The archive has a symbolic link.");
        }
        if (directory.size() != entries
                || announced != entries
                || directory.stream().mapToLong(Sighting::nameHash).sum() != names) {
            throw ArchiveBudget.refusal(
                    place,
                    "directory",
                    "The archive's directory tells of %d entries, but there are %d, or they have other names."
                            .formatted(directory.size(), entries));
        }
    }

    static int nameHash(byte[] name) {
        return Arrays.hashCode(name);
    }
}
