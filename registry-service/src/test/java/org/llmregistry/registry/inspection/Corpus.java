package org.llmregistry.registry.inspection;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;

/// Files of the kinds that dossiers have, and pieces of which hostile ones are built. None stands in the repository.
public final class Corpus {

    public static final String EICAR = "X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + "EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*";

    private static final String WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

    private Corpus() {}

    /// Writes the entries of an archive.
    public interface Entries<T> {
        void into(T archive) throws IOException;
    }

    public static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    public static byte[] pdf() {
        return text("%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF\n");
    }

    public static byte[] png(int width, int height) {
        ByteBuffer png = ByteBuffer.allocate(57);
        png.put(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'});
        chunk(png, "IHDR", ByteBuffer.allocate(13).putInt(width).putInt(height).put(new byte[] {8, 2, 0, 0, 0}));
        chunk(png, "IDAT", ByteBuffer.allocate(0));
        chunk(png, "IEND", ByteBuffer.allocate(0));
        return png.array();
    }

    private static void chunk(ByteBuffer png, String type, ByteBuffer data) {
        CRC32 checksum = new CRC32();
        checksum.update(text(type));
        checksum.update(data.array());
        png.putInt(data.capacity()).put(text(type)).put(data.array()).putInt((int) checksum.getValue());
    }

    public static byte[] jpeg(int width, int height) {
        ByteBuffer jpeg = ByteBuffer.allocate(40);
        jpeg.putShort((short) 0xFFD8)
                .putShort((short) 0xFFE0)
                .putShort((short) 16)
                .put(text("JFIF\0\1\1\0\0\1\0\1\0\0"));
        jpeg.putShort((short) 0xFFC0)
                .putShort((short) 11)
                .put((byte) 8)
                .putShort((short) height)
                .putShort((short) width)
                .put(new byte[] {1, 1, 0x11, 0});
        return joined(Arrays.copyOf(jpeg.array(), jpeg.position()), new byte[] {(byte) 0xFF, (byte) 0xD9});
    }

    public static byte[] zip(Entries<ZipArchiveOutputStream> entries) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(bytes)) {
            entries.into(zip);
        } catch (IOException ours) {
            throw new UncheckedIOException(ours);
        }
        return bytes.toByteArray();
    }

    public static void entry(ZipArchiveOutputStream zip, String name, byte[] content) throws IOException {
        entry(zip, new ZipArchiveEntry(name), content);
    }

    public static void entry(ZipArchiveOutputStream zip, ZipArchiveEntry entry, byte[] content) throws IOException {
        zip.putArchiveEntry(entry);
        zip.write(content);
        zip.closeArchiveEntry();
    }

    public static byte[] zip(String name, byte[] content) {
        return zip(zip -> entry(zip, name, content));
    }

    public static byte[] zipOfLink() {
        ZipArchiveEntry link = new ZipArchiveEntry("passwords");
        link.setUnixMode(0120777);
        return zip(zip -> entry(zip, link, text("/etc/passwd")));
    }

    /// Zeros that pack to a thousandth.
    public static byte[] zipBomb(int mebibytes) {
        byte[] zeros = new byte[1 << 20];
        return zip(zip -> {
            zip.putArchiveEntry(new ZipArchiveEntry("zeros"));
            for (int i = 0; i < mebibytes; i++) {
                zip.write(zeros);
            }
            zip.closeArchiveEntry();
        });
    }

    public static byte[] nested(int depth, byte[] innermost) {
        return depth == 0 ? innermost : zip("inner.zip", nested(depth - 1, innermost));
    }

    public static byte[] word(String part, byte[] content) {
        return zip(zip -> {
            entry(zip, "[Content_Types].xml", text("""
                    <?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">\
                    <Override PartName="/word/document.xml" ContentType="%s.main+xml"/></Types>""".formatted(WORD)));
            entry(zip, part, content);
        });
    }

    public static byte[] odt() {
        return zip(zip -> {
            entry(zip, "mimetype", text("application/vnd.oasis.opendocument.text"));
            entry(zip, "content.xml", text("<office:document xmlns:office=\"o\"/>"));
        });
    }

    public static byte[] tar(Entries<TarArchiveOutputStream> entries) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes, "UTF-8")) {
            entries.into(tar);
        } catch (IOException ours) {
            throw new UncheckedIOException(ours);
        }
        return bytes.toByteArray();
    }

    public static byte[] tar(String name, byte[] content) {
        return tar(tar -> {
            TarArchiveEntry entry = new TarArchiveEntry(name, true);
            entry.setSize(content.length);
            tar.putArchiveEntry(entry);
            tar.write(content);
            tar.closeArchiveEntry();
        });
    }

    public static byte[] tarOfLink(boolean symbolic) {
        return tar(tar -> {
            TarArchiveEntry link =
                    new TarArchiveEntry("passwords", symbolic ? TarConstants.LF_SYMLINK : TarConstants.LF_LINK);
            link.setLinkName("/etc/passwd");
            tar.putArchiveEntry(link);
            tar.closeArchiveEntry();
        });
    }

    public static byte[] gzip(byte[] content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream gzip = new GzipCompressorOutputStream(bytes)) {
            gzip.write(content);
        } catch (IOException ours) {
            throw new UncheckedIOException(ours);
        }
        return bytes.toByteArray();
    }

    public static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            bytes.writeBytes(part);
        }
        return bytes.toByteArray();
    }

    /// Puts other text in the place of the last occurrence of a text of the same length.
    public static byte[] lastReplaced(byte[] content, String text, String other) {
        String latin = new String(content, StandardCharsets.ISO_8859_1);
        int at = latin.lastIndexOf(text);
        return (latin.substring(0, at) + other + latin.substring(at + text.length()))
                .getBytes(StandardCharsets.ISO_8859_1);
    }
}
