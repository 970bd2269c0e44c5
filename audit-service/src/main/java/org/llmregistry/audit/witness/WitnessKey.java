package org.llmregistry.audit.witness;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import org.llmregistry.kernel.web.Digests;

/// Key of a witness, `name+id+key` (c2sp.org/signed-note), and the cosignatures that it makes
/// (c2sp.org/tlog-cosignature, type 0x04: Ed25519 over a time and the text).
record WitnessKey(String name, byte[] id, PublicKey key) {

    private static final byte COSIGNATURE = 0x04;
    private static final byte[] SPKI = HexFormat.of().parseHex("302a300506032b6570032100");
    private static final int ID_BYTES = 4;
    private static final int LINE_BYTES = ID_BYTES + Long.BYTES + 64;

    static WitnessKey parse(String text) {
        String[] parts = text.split("\\+", 3);
        if (parts.length != 3 || parts[0].isEmpty()) {
            throw new IllegalArgumentException("no key of the form name+id+key: " + text);
        }
        byte[] typed = Base64.getDecoder().decode(parts[2]);
        byte[] id = HexFormat.of().parseHex(parts[1]);
        if (typed.length != 33 || typed[0] != COSIGNATURE || !Arrays.equals(id, idOf(parts[0], typed))) {
            throw new IllegalArgumentException("no key of a witness: " + text);
        }
        byte[] spki = Arrays.copyOf(SPKI, SPKI.length + 32);
        System.arraycopy(typed, 1, spki, SPKI.length, 32);
        try {
            return new WitnessKey(
                    parts[0], id, KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(spki)));
        } catch (GeneralSecurityException noKey) {
            throw new IllegalArgumentException("no key of a witness: " + text, noKey);
        }
    }

    /// When it cosigned the text, if the line is a cosignature of it by this key.
    ///
    /// @param text of the checkpoint, without signatures
    Optional<Instant> cosigned(String text, String line) {
        String[] parts = line.split(" ", 3);
        if (parts.length != 3 || !parts[1].equals(name)) {
            return Optional.empty();
        }
        try {
            byte[] signed = Base64.getDecoder().decode(parts[2]);
            if (signed.length != LINE_BYTES || !Arrays.equals(signed, 0, ID_BYTES, id, 0, ID_BYTES)) {
                return Optional.empty();
            }
            long seconds = ByteBuffer.wrap(signed, ID_BYTES, Long.BYTES).getLong();
            Signature check = Signature.getInstance("Ed25519");
            check.initVerify(key);
            check.update("cosignature/v1\ntime %d\n%s".formatted(seconds, text).getBytes(StandardCharsets.UTF_8));
            return check.verify(signed, ID_BYTES + Long.BYTES, 64)
                    ? Optional.of(Instant.ofEpochSecond(seconds))
                    : Optional.empty();
        } catch (GeneralSecurityException | IllegalArgumentException noCosignature) {
            return Optional.empty();
        }
    }

    private static byte[] idOf(String name, byte[] typed) {
        byte[] named = (name + "\n").getBytes(StandardCharsets.UTF_8);
        byte[] both = Arrays.copyOf(named, named.length + typed.length);
        System.arraycopy(typed, 0, both, named.length, typed.length);
        return Arrays.copyOf(Digests.sha256(both), ID_BYTES);
    }
}
