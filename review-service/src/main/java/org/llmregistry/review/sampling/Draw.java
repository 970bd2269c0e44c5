package org.llmregistry.review.sampling;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// A random draw of items that neither side can steer and anybody can repeat.
///
/// 1. The drawing side makes a [Secret] and publishes its commitment, *before* the digest of the bank is known.
/// 2. The other side hands in the SHA-256 digest of its bank of N items, which fixes the items and their order.
/// 3. Secret and digest give the items, and the secret is published with the report. Everybody compares it with
///    the commitment and draws the same items.
///
/// One secret serves one draw: the same secret and bank give the same items again.
///
/// ## Exactly
/// All three values are 32 bytes, written as 64 lower-case hexadecimal digits; `||` joins the bytes.
///
/// - commitment = SHA-256(seed || salt)
/// - block(i) = HMAC-SHA-256(key = seed, message = digest || i), i = 0, 1, 2, … as 8 bytes, big-endian
/// - The blocks in order are read as words of 8 bytes, big-endian, unsigned: four words a block.
/// - below(m), for m from 1 on: take the next word and keep its lowest b bits, where b is the length of m - 1 in
///   bits (0 for m = 1, which takes a word all the same). If the number is below m it is the result, otherwise
///   repeat. No remainder is taken, so no number is likelier than another.
/// - items: let a[j] = j for j = 0 to N - 1. For i = 0 to k - 1: j = i + below(N - i), swap a[i] and a[j]. The
///   items drawn are a[0] + 1 to a[k - 1] + 1 in this order: numbers from 1 on (Fisher-Yates, ended after k steps).
///
/// So the first items of a larger draw are those of the smaller one.
public final class Draw {

    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");
    private static final HexFormat HEX = HexFormat.of();

    private final byte[] seed;
    private final byte[] bankDigest;

    private Draw(byte[] seed, byte[] bankDigest) {
        this.seed = seed;
        this.bankDigest = bankDigest;
    }

    /// What the drawing side keeps to itself until the report. The salt hides the seed, even a guessable one.
    public record Secret(String seed, String salt) {

        public Secret {
            requireDigest("seed", seed);
            requireDigest("salt", salt);
        }

        public static Secret fresh(SecureRandom random) {
            byte[] bytes = new byte[64];
            random.nextBytes(bytes);
            return new Secret(HEX.formatHex(bytes, 0, 32), HEX.formatHex(bytes, 32, 64));
        }

        /// To be published before the bank's digest arrives.
        public String commitment() {
            try {
                byte[] joined = HEX.parseHex(seed + salt);
                return HEX.formatHex(MessageDigest.getInstance("SHA-256").digest(joined));
            } catch (GeneralSecurityException impossible) {
                throw new IllegalStateException(impossible);
            }
        }

        /// Without the values, which must not reach a log.
        @Override
        public String toString() {
            return "Secret[" + commitment() + "]";
        }
    }

    /// @param commitment what was published before
    /// @throws IllegalArgumentException if the secret is not the one committed to
    public static Draw revealed(Secret secret, String commitment, String bankDigest) {
        requireDigest("commitment", commitment);
        requireDigest("bank digest", bankDigest);
        if (!secret.commitment().equals(commitment)) {
            throw new IllegalArgumentException("the secret does not match its commitment");
        }
        return new Draw(HEX.parseHex(secret.seed()), HEX.parseHex(bankDigest));
    }

    /// @param population number of items in the bank, N
    /// @param count      how many to draw, k
    /// @return distinct numbers from 1 to N, in the order they were drawn
    public List<Long> items(long population, int count) {
        if (count < 0 || count > population) {
            throw new IllegalArgumentException("%d items can't be drawn from %d".formatted(count, population));
        }
        Words words = new Words(seed, bankDigest);
        Map<Long, Long> moved = new HashMap<>(); // a[j] where it is not j, so that N costs no memory
        List<Long> items = new ArrayList<>(count);
        for (long i = 0; i < count; i++) {
            long j = i + words.below(population - i);
            long atI = moved.getOrDefault(i, i);
            items.add(moved.getOrDefault(j, j) + 1);
            moved.put(j, atI);
        }
        return List.copyOf(items);
    }

    private static void requireDigest(String what, String value) {
        if (!DIGEST.matcher(value).matches()) {
            throw new IllegalArgumentException("the %s is not 64 lower-case hexadecimal digits".formatted(what));
        }
    }

    private static final class Words {
        private final Mac mac;
        private final byte[] bankDigest;
        private ByteBuffer block = ByteBuffer.allocate(0);
        private long next;

        Words(byte[] seed, byte[] bankDigest) {
            this.bankDigest = bankDigest;
            try {
                mac = Mac.getInstance("HmacSHA256");
                mac.init(new SecretKeySpec(seed, "HmacSHA256"));
            } catch (GeneralSecurityException impossible) {
                throw new IllegalStateException(impossible);
            }
        }

        long below(long bound) {
            int unused = Long.numberOfLeadingZeros(bound - 1);
            while (true) {
                // Java takes a shift by 64 for one by 0
                long number = unused == 64 ? word() & 0 : word() << unused >>> unused;
                if (number < bound) {
                    return number;
                }
            }
        }

        private long word() {
            if (!block.hasRemaining()) {
                mac.update(bankDigest);
                mac.update(ByteBuffer.allocate(8).putLong(0, next++));
                block = ByteBuffer.wrap(mac.doFinal());
            }
            return block.getLong();
        }
    }
}
