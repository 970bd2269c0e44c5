package org.llmregistry.witness;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/// Tessera's test log, which signs with a key that everybody knows; trees and proofs by the definitions of RFC 6962.
public final class TestLog {

    public static final String ORIGIN = "example.com/log/testdata";
    public static final String KEY = "example.com/log/testdata+33d7b496+AeHTu4Q3hEIMHNqc6fASMsq3rKNx280NI+oO5xCFkkSx";
    private static final String SECRET = "AeymY/SZAX0jZcJ8enZ5FY1Dz+wTML2yWSkK+9DSF3eg";
    private static final List<String> ENTRIES =
            List.of(("one two three four five six seven eit nain ten ileven twelf threeten fourten fivten").split(" "));

    private TestLog() {}

    static String checkpoint(int size) {
        return checkpoint(ORIGIN, size, root(size));
    }

    public static String checkpoint(String origin, int size, byte[] root) {
        String text = "%s\n%d\n%s\n".formatted(origin, size, base64(root));
        try {
            byte[] typed = Base64.getDecoder().decode(SECRET);
            byte[] pkcs8 = HexFormat.of()
                    .parseHex(
                            "302e020100300506032b657004220420" + HexFormat.of().formatHex(typed, 1, typed.length));
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(pkcs8)));
            signature.update(text.getBytes(StandardCharsets.UTF_8));
            byte[] line = concatenated(HexFormat.of().parseHex("33d7b496"), signature.sign());
            return "%s\n— %s %s\n".formatted(text, ORIGIN, base64(line));
        } catch (GeneralSecurityException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    static byte[] root(int size) {
        return size == 0 ? sha256(new byte[0]) : hash(ENTRIES.subList(0, size));
    }

    /// What `add-checkpoint` wants: from the old size to the new one.
    static String request(int old, int size, String checkpoint) {
        StringBuilder request = new StringBuilder("old " + old + "\n");
        if (old > 0 && old < size) {
            proof(old, ENTRIES.subList(0, size), true)
                    .forEach(hash -> request.append(base64(hash)).append("\n"));
        }
        return request.append("\n").append(checkpoint).toString();
    }

    /// SUBPROOF of RFC 6962, section 2.1.2.
    private static List<byte[]> proof(int m, List<String> entries, boolean whole) {
        int n = entries.size();
        if (m == n) {
            return whole ? List.of() : List.of(hash(entries));
        }
        int k = Integer.highestOneBit(n - 1);
        List<byte[]> proof = new ArrayList<>();
        if (m <= k) {
            proof.addAll(proof(m, entries.subList(0, k), whole));
            proof.add(hash(entries.subList(k, n)));
        } else {
            proof.addAll(proof(m - k, entries.subList(k, n), false));
            proof.add(hash(entries.subList(0, k)));
        }
        return proof;
    }

    private static byte[] hash(List<String> entries) {
        if (entries.size() == 1) {
            return sha256(concatenated(new byte[] {0}, entries.getFirst().getBytes(StandardCharsets.UTF_8)));
        }
        int k = Integer.highestOneBit(entries.size() - 1);
        return sha256(concatenated(
                new byte[] {1}, concatenated(hash(entries.subList(0, k)), hash(entries.subList(k, entries.size())))));
    }

    private static byte[] sha256(byte[] content) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(content);
        } catch (GeneralSecurityException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    private static byte[] concatenated(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
