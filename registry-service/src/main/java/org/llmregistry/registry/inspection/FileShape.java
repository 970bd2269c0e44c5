package org.llmregistry.registry.inspection;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.llmregistry.kernel.problem.Refusal;
import org.llmregistry.registry.RegistryProblem;

/// Holds a whole file to the kind that its first bytes claim: nothing of another kind before, in or after it.
final class FileShape {

    /// Where readers of PDF look for the header, and for the end (ISO 32000-1, annex H.3).
    private static final int PDF_WINDOW = 1024;

    /// An end of central directory, with the longest comment.
    private static final int ZIP_WINDOW = 22 + 0xFFFF;

    private static final byte[] PNG_END = {0, 0, 0, 0, 'I', 'E', 'N', 'D', (byte) 0xAE, 0x42, 0x60, (byte) 0x82};
    private static final byte[] PDF_HEADER = "%PDF-".getBytes(StandardCharsets.US_ASCII);
    private static final List<String> PDF_ACTIONS = List.of("/JavaScript", "/Launch");

    private final Path file;
    private final byte[] head;
    private final byte[] tail;
    private final long pixels;

    FileShape(Path file, byte[] head, long pixels) throws IOException {
        this.file = file;
        this.head = head;
        this.pixels = pixels;
        try (RandomAccessFile content = new RandomAccessFile(file.toFile(), "r")) {
            tail = new byte[(int) Math.min(content.length(), ZIP_WINDOW)];
            content.seek(content.length() - tail.length);
            content.readFully(tail);
        }
    }

    /// A file that two programs take for two different things was made to be seen as one and used as the other.
    void refusePolyglot(String mediaType) {
        int header = indexOf(head, PDF_HEADER, Math.min(head.length, PDF_WINDOW));
        if (header > 0 || (header == 0 && !mediaType.equals(MediaTypes.PDF))) {
            throw polyglot(mediaType, "a PDF that begins at byte " + header);
        }
        if (!mediaType.equals(MediaTypes.ZIP) && endsAsZip(mediaType.equals(MediaTypes.TAR))) {
            throw polyglot(mediaType, "a ZIP archive at its end");
        }
    }

    void hold(String mediaType) throws IOException {
        switch (mediaType) {
            case MediaTypes.PDF -> holdPdf();
            case "image/png" -> holdPng();
            case "image/jpeg" -> holdJpeg();
            case MediaTypes.TEXT -> holdText();
            default -> {} // archives are walked through
        }
    }

    /// @param exactly not counting what padding follows: the last file in a tape archive may well be a ZIP archive
    private boolean endsAsZip(boolean exactly) {
        byte[] signature = {'P', 'K', 5, 6};
        for (int at = tail.length - 22; at >= 0; at--) {
            if (Arrays.equals(tail, at, at + 4, signature, 0, 4)) {
                int comment = (tail[at + 20] & 0xFF) | (tail[at + 21] & 0xFF) << 8;
                int end = at + 22 + comment;
                if (exactly ? end == tail.length : end <= tail.length) {
                    return true;
                }
            }
        }
        return false;
    }

    /// Actions in compressed streams are not seen here; that is a scanner's work.
    private void holdPdf() throws IOException {
        byte[] end = Arrays.copyOfRange(tail, Math.max(0, tail.length - PDF_WINDOW), tail.length);
        if (indexOf(end, "%%EOF".getBytes(StandardCharsets.US_ASCII), end.length) < 0) {
            throw broken("The PDF has no end, or something follows it.");
        }
        try (InputStream content = Files.newInputStream(file)) {
            byte[] window = new byte[1 << 16];
            int kept = 0;
            for (int read = content.read(window); read >= 0; read = content.read(window, kept, window.length - kept)) {
                int filled = kept + read;
                for (String action : PDF_ACTIONS) {
                    if (indexOf(window, action.getBytes(StandardCharsets.US_ASCII), filled) >= 0) {
                        throw Finding.of(
                                RegistryProblem.ACTIVE_CONTENT, "", "pdf-action", "The PDF acts: it has " + action);
                    }
                }
                kept = Math.min(filled, 16);
                System.arraycopy(window, filled - kept, window, 0, kept);
            }
        }
    }

    private void holdPng() {
        ByteBuffer header = ByteBuffer.wrap(head);
        if (head.length < 33 || header.getInt(12) != 0x49484452) {
            throw broken("The PNG has no header.");
        }
        refusePixels(header.getInt(16) & 0xFFFF_FFFFL, header.getInt(20) & 0xFFFF_FFFFL);
        if (!Arrays.equals(tail, tail.length - PNG_END.length, tail.length, PNG_END, 0, PNG_END.length)) {
            throw broken("The PNG has no end, or something follows it.");
        }
    }

    /// The size stands in the frame's header (ITU-T T.81, B.2.2), after segments of at most 64 KiB each.
    private void holdJpeg() throws IOException {
        if (tail[tail.length - 2] != (byte) 0xFF || tail[tail.length - 1] != (byte) 0xD9) {
            throw broken("The JPEG has no end, or something follows it.");
        }
        try (RandomAccessFile content = new RandomAccessFile(file.toFile(), "r")) {
            content.seek(2);
            for (int marker = content.readUnsignedShort(); ; marker = content.readUnsignedShort()) {
                int length = content.readUnsignedShort();
                if (isFrame(marker)) {
                    content.skipBytes(1);
                    int height = content.readUnsignedShort();
                    refusePixels(content.readUnsignedShort(), height);
                    return;
                }
                if (marker < 0xFF01 || length < 2) {
                    throw broken("The JPEG has a broken segment.");
                }
                content.seek(content.getFilePointer() + length - 2);
            }
        } catch (EOFException noFrame) {
            throw broken("The JPEG has no frame.");
        }
    }

    private static boolean isFrame(int marker) {
        return marker >= 0xFFC0 && marker <= 0xFFCF && marker != 0xFFC4 && marker != 0xFFC8 && marker != 0xFFCC;
    }

    private void refusePixels(long width, long height) {
        if (width == 0 || height == 0 || width > pixels / height) {
            throw Finding.of(
                    RegistryProblem.IMAGE_REFUSED,
                    "",
                    "pixels",
                    "The image has %d x %d pixels; it may have %d in all.".formatted(width, height, pixels));
        }
    }

    private void holdText() throws IOException {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer bytes = ByteBuffer.allocate(1 << 16);
        CharBuffer characters = CharBuffer.allocate(1 << 16);
        try (InputStream content = Files.newInputStream(file)) {
            boolean ended = false;
            while (!ended) {
                int read = content.read(bytes.array(), bytes.position(), bytes.remaining());
                ended = read < 0;
                refuseZero(bytes.array(), bytes.position(), Math.max(read, 0));
                bytes.position(bytes.position() + Math.max(read, 0)).flip();
                CoderResult result = decoder.decode(bytes, characters.clear(), ended);
                if (result.isError()) {
                    throw broken("It begins as text and is not UTF-8 throughout; save it as UTF-8.");
                }
                bytes.compact();
            }
        }
    }

    private static void refuseZero(byte[] bytes, int from, int length) {
        int zero = 0;
        for (int i = from; i < from + length; i++) {
            zero |= (bytes[i] & 0xFF) - 1;
        }
        if (zero < 0) {
            throw broken("It begins as text and has bytes that are none.");
        }
    }

    private static int indexOf(byte[] bytes, byte[] wanted, int limit) {
        for (int at = 0; at <= limit - wanted.length; at++) {
            if (bytes[at] == wanted[0] && Arrays.equals(bytes, at, at + wanted.length, wanted, 0, wanted.length)) {
                return at;
            }
        }
        return -1;
    }

    private static Refusal polyglot(String mediaType, String other) {
        return Finding.of(
                RegistryProblem.POLYGLOT, "", "polyglot", "The file is %s and also %s.".formatted(mediaType, other));
    }

    private static Refusal broken(String detail) {
        return Finding.of(RegistryProblem.MEDIA_TYPE_REFUSED, "", "whole", detail);
    }
}
