package org.llmregistry.verifier;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/// The file in which an auditor takes a case away (GET /exports/cases): each entry with its proof.
record CaseExport(SortedMap<Long, byte[]> entries, SortedMap<Long, String> proofs) {

    private static final Pattern NAME = Pattern.compile("entries/(\\d{1,18})\\.(json|tlog-proof)");

    static CaseExport read(Path file) throws IOException {
        SortedMap<Long, byte[]> entries = new TreeMap<>();
        SortedMap<Long, String> proofs = new TreeMap<>();
        try (ZipFile zip = new ZipFile(file.toFile())) {
            for (ZipEntry part : zip.stream().map(ZipEntry.class::cast).toList()) {
                Matcher name = NAME.matcher(part.getName());
                if (name.matches()) {
                    byte[] content = zip.getInputStream(part).readAllBytes();
                    long index = Long.parseLong(name.group(1));
                    if (name.group(2).equals("json")) {
                        entries.put(index, content);
                    } else {
                        proofs.put(index, new String(content, StandardCharsets.UTF_8));
                    }
                }
            }
        }
        if (entries.isEmpty() || !entries.keySet().equals(proofs.keySet())) {
            throw new Failure("the file has no entries, or not a proof for each");
        }
        return new CaseExport(entries, proofs);
    }

    byte[] entry(long index) {
        return Objects.requireNonNull(entries.get(index));
    }

    String proof(long index) {
        return Objects.requireNonNull(proofs.get(index));
    }

    /// Each subject from its first event on, without a gap. What came after the export, nobody can tell from it.
    ///
    /// @return how many subjects there are
    int requireHistories() {
        Histories histories = new Histories();
        entries.forEach((index, entry) -> histories.add(Histories.Event.read(index, entry)));
        return histories.subjects();
    }
}
