package org.llmregistry.registry.imports;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// What a list tells of; each has its columns, in any order.
public enum ImportKind {
    /// Models that somebody has seen, licensed or not.
    KNOWN_MODELS(
            "row",
            "list_no",
            "developer",
            "model",
            "province",
            "city",
            "province_en",
            "region_code",
            "category",
            "official_site",
            "url",
            "base_families",
            "first_listed",
            "listed_2024_01_11",
            "quality_note",
            "source"),

    /// Licences that an authority published before it used this registry.
    EARLIER_DECISIONS(
            "row",
            "track",
            "seq",
            "publication_batch",
            "jurisdiction_zh",
            "jurisdiction_en",
            "region_code",
            "model_name",
            "entity",
            "number",
            "number_prefix",
            "number_date",
            "decision_date",
            "decided_by_2024_01_31",
            "quality_note",
            "evidence",
            "source");

    private final Set<String> columns;

    ImportKind(String... columns) {
        this.columns = new LinkedHashSet<>(List.of(columns));
    }

    Set<String> columns() {
        return columns;
    }
}
