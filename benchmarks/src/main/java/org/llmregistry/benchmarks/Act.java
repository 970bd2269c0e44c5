package org.llmregistry.benchmarks;

import java.util.Map;
import java.util.Objects;
import java.util.function.IntFunction;

/// One request that the service answers with one transaction.
///
/// @param event   that the transaction records
/// @param waiting query of what it may be done to; `id` stands in the path, every column names it in the statements
/// @param path    with `{id}`
/// @param token   of each client by its number
record Act(String name, String event, String waiting, String path, String body, IntFunction<String> token) {

    void perform(Web web, Map<String, String> item) {
        String id = Objects.requireNonNull(item.get("id"), "the query names no id");
        web.post(path.replace("{id}", id), id, body);
    }
}
