package org.llmregistry.audit.proof;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/// Verifies a signed note as an outsider would: with the key as text, and the JDK.
final class Notes {

    private static final byte[] ED25519_SPKI = HexFormat.of().parseHex("302a300506032b6570032100");

    private Notes() {}

    static boolean isSignedBy(String note, String verifierKey) {
        String[] key = verifierKey.split("\\+", 3);
        int end = note.lastIndexOf("\n\n") + 1;
        String line = note.substring(end + 1)
                .lines()
                .filter(each -> each.startsWith("— " + key[0] + " "))
                .findFirst()
                .orElseThrow();
        byte[] signed = Base64.getDecoder().decode(line.substring(line.lastIndexOf(' ') + 1));
        byte[] typed = Base64.getDecoder().decode(key[2]);
        try {
            byte[] spki = Arrays.copyOf(ED25519_SPKI, ED25519_SPKI.length + 32);
            System.arraycopy(typed, 1, spki, ED25519_SPKI.length, 32);
            Signature signature = Signature.getInstance("Ed25519");
            signature.initVerify(KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(spki)));
            signature.update(note.substring(0, end).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(signed, 0, 4).equals(key[1])
                    && signature.verify(Arrays.copyOfRange(signed, 4, signed.length));
        } catch (GeneralSecurityException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
