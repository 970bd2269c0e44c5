package org.llmregistry.registry.inspection;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.zip.UnicodePathExtraField;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.llmregistry.kernel.problem.Refusal;
import org.llmregistry.registry.RegistryProblem;

/// Goes through an archive, and through archives in it, as one stream that nothing is written from. Every rule holds at
/// every depth.
final class ArchiveWalk {

    static final Set<String> ARCHIVES = Set.of(MediaTypes.ZIP, MediaTypes.GZIP, MediaTypes.TAR);

    private final MediaTypes mediaTypes;
    private final Set<String> never;
    private final ArchiveBudget budget;

    ArchiveWalk(MediaTypes mediaTypes, InspectionSettings settings) {
        this.mediaTypes = mediaTypes;
        this.never = settings.neverInArchives();
        this.budget = new ArchiveBudget(settings.archives());
    }

    /// @return the kind of the file, which for an office document is not "ZIP"
    String through(Path file, String mediaType) throws IOException {
        try (InputStream content = Files.newInputStream(file)) {
            return walk(new BufferedInputStream(new Packed(content), 1 << 16), mediaType, "", 1);
        } catch (IOException | RuntimeException broken) {
            if (broken instanceof Refusal refusal) {
                throw refusal;
            }
            throw ArchiveBudget.refusal("", "unreadable", "The archive is broken, or of a form that cannot be read.");
        }
    }

    private String walk(InputStream in, String mediaType, String place, int depth) throws IOException {
        budget.nest(place, depth);
        return switch (mediaType) {
            case MediaTypes.ZIP -> zip(in, place, depth);
            case MediaTypes.TAR -> tar(in, depth);
            default -> gzip(in, place, depth);
        };
    }

    // the streams in here are not closed: they end with the file's
    private String zip(InputStream in, String place, int depth) throws IOException {
        CentralDirectory directory = new CentralDirectory(in, budget.mostEntries());
        ZipArchiveInputStream zip = new ZipArchiveInputStream(directory, "UTF-8", false, false);
        OfficeFile office = new OfficeFile();
        int entries = 0;
        long names = 0;
        for (ZipArchiveEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
            String name = entry.getName();
            budget.enter(name);
            if (entry.getExtraField(UnicodePathExtraField.UPATH_ID) instanceof UnicodePathExtraField other) {
                ArchiveBudget.checkName(new String(other.getUnicodeName(), StandardCharsets.UTF_8));
            }
            if (entry.getGeneralPurposeBit().usesEncryption() || !zip.canReadEntryData(entry)) {
                throw ArchiveBudget.refusal(
                        name, "unreadable", "An entry is encrypted or packed in a way that cannot be looked into.");
            }
            entries++;
            names += CentralDirectory.nameHash(entry.getRawName());
            office.look(name, content(zip, name, depth));
        }
        directory.transferTo(OutputStream.nullOutputStream());
        directory.verify(place, entries, names);
        return office.mediaType(place);
    }

    private String tar(InputStream in, int depth) throws IOException {
        TarArchiveInputStream tar = new TarArchiveInputStream(in, "UTF-8");
        for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
            String name = entry.getName();
            budget.enter(name);
            if (entry.isSymbolicLink() || entry.isLink()) {
                throw ArchiveBudget.refusal(name, "link", "The archive has a link.");
            }
            if (!entry.isFile() && !entry.isDirectory()) {
                throw ArchiveBudget.refusal(name, "link", "The archive has an entry that is neither file nor folder.");
            }
            content(tar, name, depth);
        }
        in.transferTo(OutputStream.nullOutputStream());
        return MediaTypes.TAR;
    }

    private String gzip(InputStream in, String place, int depth) throws IOException {
        GzipCompressorInputStream gzip = GzipCompressorInputStream.builder()
                .setInputStream(in)
                .setDecompressConcatenated(true)
                .get();
        if (gzip.getMetaData().getFileName() != null) {
            ArchiveBudget.checkName(gzip.getMetaData().getFileName());
        }
        content(gzip, place, depth);
        return MediaTypes.GZIP;
    }

    /// @return the first bytes
    private byte[] content(InputStream entry, String name, int depth) throws IOException {
        InputStream content = new Unpacked(entry, name);
        byte[] head = content.readNBytes(MediaTypes.HEAD);
        if (MalwareScanner.isTestFile(head)) {
            throw MalwareScanner.found(name, MalwareScanner.TEST_FILE);
        }
        String kind = mediaTypes.ofHead(head);
        if (head.length > 0 && ARCHIVES.contains(kind)) {
            kind = walk(
                    new BufferedInputStream(new SequenceInputStream(new ByteArrayInputStream(head), content)),
                    kind,
                    name,
                    depth + 1);
        }
        if (never.contains(kind)) {
            throw Finding.of(
                    RegistryProblem.MEDIA_TYPE_REFUSED, name, "media-type", "The archive carries " + kind + ".");
        }
        content.transferTo(OutputStream.nullOutputStream());
        return head;
    }

    /// Counts what is read of the file.
    private final class Packed extends Counted {
        Packed(InputStream file) {
            super(file);
        }

        @Override
        void count(int bytes) {
            budget.packed(bytes);
        }
    }

    /// Counts what comes out of an entry.
    private final class Unpacked extends Counted {
        private final String name;

        Unpacked(InputStream entry, String name) {
            super(entry);
            this.name = name;
        }

        @Override
        void count(int bytes) {
            budget.unpacked(name, bytes);
        }
    }

    private abstract static class Counted extends FilterInputStream {

        Counted(InputStream in) {
            super(in);
        }

        abstract void count(int bytes);

        /// A stream that ends in another one would close it, and with it the archive around.
        @Override
        public void close() {
            // the file's stream is closed by whoever opened it
        }

        @Override
        public int read() throws IOException {
            int next = super.read();
            count(next < 0 ? 0 : 1);
            return next;
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            int read = super.read(into, from, length);
            count(Math.max(read, 0));
            return read;
        }

        @Override
        public long skip(long bytes) throws IOException {
            return Math.max(0, read(new byte[(int) Math.min(bytes, 1 << 13)]));
        }
    }
}
