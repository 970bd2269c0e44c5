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
import org.jspecify.annotations.Nullable;

/// The file in which an auditor takes a case away (GET /exports/cases): each entry with its proof.
record CaseExport(SortedMap<Place, byte[]> entries, SortedMap<Place, String> proofs) {

    private static final Pattern NAME = Pattern.compile("(?:(\\d{4})/)?entries/(\\d{1,18})\\.(json|tlog-proof)");

    /// The host, and behind it the year of each log but the first.
    private static final Pattern ORIGIN = Pattern.compile("(.+?)(?:/(\\d{4}))?");

    /// Where an entry stands.
    ///
    /// @param year of its log; empty for the first one
    record Place(String year, long index) implements Comparable<Place> {

        /// The log that the proof is of must be that of the folder: an entry of another year would stand at the wrong
        /// place of its history.
        ///
        /// @param expected that of the entries before; null for the first one
        /// @return the host, which all logs of the authority share
        String requireHost(String origin, @Nullable String expected) {
            Matcher parts = ORIGIN.matcher(origin);
            if (!parts.matches()
                    || !year.equals(Objects.requireNonNullElse(parts.group(2), ""))
                    || expected != null && !expected.equals(parts.group(1))) {
                throw new Failure("entry %d lies in the folder %s, and its proof is of the log %s"
                        .formatted(index, year.isEmpty() ? "entries" : year + "/entries", origin));
            }
            return parts.group(1);
        }

        @Override
        public int compareTo(Place other) {
            int years = year.compareTo(other.year);
            return years == 0 ? Long.compare(index, other.index) : years;
        }
    }

    static CaseExport read(Path file) throws IOException {
        SortedMap<Place, byte[]> entries = new TreeMap<>();
        SortedMap<Place, String> proofs = new TreeMap<>();
        try (ZipFile zip = new ZipFile(file.toFile())) {
            for (ZipEntry part : zip.stream().map(ZipEntry.class::cast).toList()) {
                Matcher name = NAME.matcher(part.getName());
                if (name.matches()) {
                    byte[] content = zip.getInputStream(part).readAllBytes();
                    Place place = new Place(name.group(1) == null ? "" : name.group(1), Long.parseLong(name.group(2)));
                    if (name.group(3).equals("json")) {
                        entries.put(place, content);
                    } else {
                        proofs.put(place, new String(content, StandardCharsets.UTF_8));
                    }
                }
            }
        }
        if (entries.isEmpty() || !entries.keySet().equals(proofs.keySet())) {
            throw new Failure("the file has no entries, or not a proof for each");
        }
        return new CaseExport(entries, proofs);
    }

    byte[] entry(Place place) {
        return Objects.requireNonNull(entries.get(place));
    }

    String proof(Place place) {
        return Objects.requireNonNull(proofs.get(place));
    }

    /// Each subject from its first event on, without a gap. What came after the export, nobody can tell from it.
    ///
    /// @return how many subjects there are
    int requireHistories() {
        Histories histories = new Histories();
        String year = entries.firstKey().year();
        for (Place place : entries.keySet()) {
            if (!place.year().equals(year)) {
                histories.nextLog();
                year = place.year();
            }
            histories.add(Histories.Event.read(place.index(), entry(place)));
        }
        return histories.subjects();
    }
}
