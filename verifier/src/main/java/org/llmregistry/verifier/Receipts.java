package org.llmregistry.verifier;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The receipts that stand in a certificate or a decision, as the registry's JSON has them.
final class Receipts {

    private static final Pattern RECEIPT = Pattern.compile(
            "\"leaf\"\\s*:\\s*\"([A-Za-z0-9+/=]*+)\"\\s*,\\s*\"proof\"\\s*:\\s*\"((?:[^\"\\\\]++|\\\\.)*+)\"");
    private static final Pattern LICENCE = Pattern.compile("\"subject\":\"licences/([^\"]+)\"");
    private static final Pattern MANIFEST = Pattern.compile("\"manifestDigest\":\"([0-9a-f]{64})\"");

    private Receipts() {}

    record Receipt(byte[] leaf, String proof) {

        String text() {
            return new String(leaf, StandardCharsets.UTF_8);
        }
    }

    /// @throws Failure when there is none
    static List<Receipt> in(String json) {
        List<Receipt> receipts = RECEIPT.matcher(json)
                .results()
                .map(found -> new Receipt(Text.base64(found.group(1), "a leaf"), Text.unescaped(found.group(2))))
                .toList();
        if (receipts.isEmpty()) {
            throw new Failure("the file has no receipt");
        }
        return receipts;
    }

    /// What the log says of a licence is what the file around it says: a receipt of another licence proves nothing.
    static void requireSame(Receipt receipt, String json) {
        require(receipt, LICENCE, "number", "licence", json);
        require(receipt, MANIFEST, "manifestDigest", "weights manifest", json);
    }

    private static void require(Receipt receipt, Pattern told, String field, String what, String json) {
        Matcher found = told.matcher(receipt.text());
        if (found.find()
                && !Pattern.compile("\"%s\"\\s*:\\s*\"%s\"".formatted(field, Pattern.quote(found.group(1))))
                        .matcher(json)
                        .find()) {
            throw new Failure("the receipt is of another %s: %s".formatted(what, found.group(1)));
        }
    }
}
