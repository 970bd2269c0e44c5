package org.llmregistry.registry.model;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.llmregistry.kernel.problem.Violation;
import org.llmregistry.kernel.web.Digests;

/// The files of a version's weights, sorted by path (byte order of UTF-8), with one digest over all of them. We never
/// see the weights themselves.
public record WeightsManifest(List<Entry> files) {

    private static final Comparator<Entry> BY_PATH =
            (one, other) -> Arrays.compareUnsigned(utf8(one.path()), utf8(other.path()));

    public WeightsManifest {
        files = files.stream().sorted(BY_PATH).toList();
    }

    /// One file.
    @Schema(name = "WeightsFile", description = "One file of the weights")
    public record Entry(
            @Schema(description = "Relative path with '/', without '.' and '..'", examples = "model-00001.safetensors")
            @NotNull
            @Size(min = 1, max = 500)
            String path,

            @Schema(description = "Bytes", examples = "4976698672") @PositiveOrZero
            long size,

            @Schema(description = "SHA-256 of the content, lower-case hexadecimal")
            @NotNull
            @Pattern(regexp = "[0-9a-f]{64}", message = "64 lower-case hexadecimal digits")
            String sha256) {}

    public long byteCount() {
        return files.stream().mapToLong(Entry::size).sum();
    }

    /// The Merkle tree hash of RFC 6962, section 2.1, over the sorted files, in lower-case hexadecimal.
    /// A leaf is `SHA-256(0x00 || line)` with the line `<sha256> <size> <path>` in UTF-8, single spaces and
    /// no line end; a node is `SHA-256(0x01 || left || right)`, where left holds the largest power of two
    /// below the count; no file at all is `SHA-256("")`.
    public String digest() {
        return HexFormat.of().formatHex(treeHash(files));
    }

    /// Everything that is wrong with these files as they were sent.
    static List<Violation> faultsOf(List<Entry> files, String pointer) {
        List<Violation> faults = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (int index = 0; index < files.size(); index++) {
            String path = files.get(index).path();
            String at = "%s/%d/path".formatted(pointer, index);
            if (!isRelative(path)) {
                faults.add(new Violation(
                        at,
                        "relative-path",
                        "A relative path with '/': no '.', '..', empty part, backslash or control character."));
            } else if (!seen.add(path)) {
                faults.add(new Violation(at, "unique-path", "The path stands in the manifest already."));
            }
        }
        return faults;
    }

    private static boolean isRelative(String path) {
        if (path.indexOf('\\') >= 0 || path.codePoints().anyMatch(Character::isISOControl)) {
            return false;
        }
        for (String part : path.split("/", -1)) {
            if (part.isEmpty() || part.equals(".") || part.equals("..")) {
                return false;
            }
        }
        return true;
    }

    private static byte[] treeHash(List<Entry> files) {
        return switch (files.size()) {
            case 0 -> Digests.sha256(new byte[0]);
            case 1 -> {
                Entry file = files.getFirst();
                String line = "%s %d %s".formatted(file.sha256(), file.size(), file.path());
                yield hash((byte) 0, utf8(line));
            }
            default -> {
                int left = Integer.highestOneBit(files.size() - 1);
                yield hash((byte) 1, treeHash(files.subList(0, left)), treeHash(files.subList(left, files.size())));
            }
        };
    }

    private static byte[] hash(byte prefix, byte[]... parts) {
        MessageDigest sha256 = Digests.newSha256();
        sha256.update(prefix);
        for (byte[] part : parts) {
            sha256.update(part);
        }
        return sha256.digest();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
