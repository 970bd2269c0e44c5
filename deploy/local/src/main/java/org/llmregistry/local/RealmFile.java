package org.llmregistry.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// The reviewed realm with the people and the script client of the local stack, placeholders filled in.
final class RealmFile {

    private static final ObjectMapper JSON = new ObjectMapper();

    private RealmFile() {}

    /// @param values what stands for `${NAME}` in the reviewed file
    static String localRealm(Path reviewed, Map<String, String> values) {
        try {
            ObjectNode realm = (ObjectNode) JSON.readTree(filled(Files.readString(reviewed), values));
            for (String list : new String[] {"clients", "users"}) {
                local().get(list).forEach(realm.withArray(list)::add);
            }
            return JSON.writeValueAsString(realm);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /// Clients and people that exist in the local realm only.
    static JsonNode local() {
        try (InputStream file = RealmFile.class.getResourceAsStream("/local-realm.json")) {
            return JSON.readTree(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static String filled(String text, Map<String, String> values) {
        String filled = text;
        for (Map.Entry<String, String> value : values.entrySet()) {
            filled = filled.replace("${" + value.getKey() + "}", value.getValue());
        }
        if (filled.contains("${")) {
            throw new IllegalStateException("a placeholder of the realm file has no value");
        }
        return filled;
    }
}
