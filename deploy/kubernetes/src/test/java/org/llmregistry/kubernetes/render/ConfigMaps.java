package org.llmregistry.kubernetes.render;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Generated ConfigMaps: their content, the hash in their name, and the references that follow the name.
final class ConfigMaps {

    /// Members of a pod that name a ConfigMap.
    private static final List<String> REFERENCES = List.of("configMapRef", "configMap", "configMapKeyRef");

    private ConfigMaps() {}

    /// Adds or, with `behavior: merge`, extends the ConfigMap that a generator describes; its name gets no hash
    /// yet.
    static void generate(Path folder, Map<String, Object> generator, List<Map<String, Object>> objects) {
        Object name = generator.get("name");
        Map<String, Object> data = new LinkedHashMap<>();
        for (Object literal : Yaml.list(generator.get("literals"))) {
            String[] pair = String.valueOf(literal).split("=", 2);
            data.put(pair[0], pair[1]);
        }
        for (Object file : Yaml.list(generator.get("files"))) {
            data.put(String.valueOf(file), Yaml.read(folder.resolve(String.valueOf(file))));
        }
        if ("merge".equals(generator.get("behavior"))) {
            Map<String, Object> merged = objects.stream()
                    .filter(object -> isGenerated(object)
                            && Yaml.mapping(object.get("metadata")).get("name").equals(name))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("nothing to merge with: ConfigMap " + name));
            Yaml.mapping(merged.get("data")).putAll(data);
            return;
        }
        Map<String, Object> made = new LinkedHashMap<>();
        made.put("apiVersion", "v1");
        made.put("kind", "ConfigMap");
        made.put("metadata", new LinkedHashMap<>(Map.of("name", String.valueOf(name))));
        made.put("data", data);
        objects.add(made);
    }

    /// The repository writes no ConfigMap by hand: each is generated.
    private static boolean isGenerated(Map<String, Object> object) {
        return "ConfigMap".equals(object.get("kind"));
    }

    /// Appends the hash of the content to each name and to what refers to it.
    static void hashNames(List<Map<String, Object>> objects) {
        Map<String, String> renamed = new LinkedHashMap<>();
        for (Map<String, Object> object : objects) {
            if (isGenerated(object)) {
                Map<String, Object> metadata = Yaml.mapping(object.get("metadata"));
                String name = String.valueOf(metadata.get("name"));
                renamed.put(name, name + "-" + hash(Yaml.mapping(object.get("data"))));
                metadata.put("name", renamed.get(name));
            }
        }
        objects.stream()
                .flatMap(object -> new Node(object).everything())
                .forEach(place -> REFERENCES.forEach(member -> rename(place.child(member), renamed)));
    }

    private static void rename(Node reference, Map<String, String> renamed) {
        String name = renamed.get(reference.child("name").text());
        if (name != null) {
            Yaml.mapping(reference.value()).put("name", name);
        }
    }

    /// kustomize's own hash: SHA-256 over compact JSON with sorted keys, ten hex digits, some of them replaced
    /// so that they spell no word. It reads the name as empty.
    private static String hash(Map<String, Object> data) {
        StringBuilder json = new StringBuilder("{\"data\":{");
        new TreeMap<>(data)
                .forEach((key, value) -> json.append(json.charAt(json.length() - 1) == '{' ? "" : ",")
                        .append(quoted(key))
                        .append(':')
                        .append(quoted(String.valueOf(value))));
        json.append("},\"kind\":\"ConfigMap\",\"name\":\"\"}");
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(json.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of()
                    .formatHex(digest)
                    .substring(0, 10)
                    .replace('0', 'g')
                    .replace('1', 'h')
                    .replace('3', 'k')
                    .replace('a', 'm')
                    .replace('e', 't');
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// As Go's encoder writes a string: `&`, `<` and `>` are escaped too.
    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.chars().forEach(c -> {
            switch (c) {
                case '"' -> quoted.append("\\\"");
                case '\\' -> quoted.append("\\\\");
                case '\n' -> quoted.append("\\n");
                case '\r' -> quoted.append("\\r");
                case '\t' -> quoted.append("\\t");
                case '&', '<', '>' -> quoted.append("\\u%04x".formatted(c));
                default -> quoted.append((char) c);
            }
        });
        return quoted.append('"').toString();
    }
}
