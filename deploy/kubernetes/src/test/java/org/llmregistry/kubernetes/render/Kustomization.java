package org.llmregistry.kubernetes.render;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The part of kustomize that this repository uses, so that the manifests are tested where no `kubectl` is.
/// A field that is not understood here is refused; [RenderingTest] holds the result against the real tool.
public final class Kustomization {

    private static final Set<String> UNDERSTOOD = Set.of(
            "apiVersion",
            "kind",
            "namespace",
            "labels",
            "commonAnnotations",
            "resources",
            "patches",
            "replicas",
            "images",
            "configMapGenerator");

    private final Path folder;
    private final Map<String, Object> settings;
    private final List<Map<String, Object>> objects = new ArrayList<>();

    private Kustomization(Path folder) {
        this.folder = folder;
        this.settings = Yaml.document(folder.resolve("kustomization.yaml"));
        List<String> unknown = settings.keySet().stream()
                .filter(key -> !UNDERSTOOD.contains(key))
                .toList();
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException(folder + ": the test's renderer does not know " + unknown);
        }
    }

    /// The objects of the folder, as `kubectl kustomize` would print them.
    public static List<Map<String, Object>> render(Path folder) {
        List<Map<String, Object>> objects = new Kustomization(folder).accumulate();
        ConfigMaps.hashNames(objects);
        return objects;
    }

    private List<Map<String, Object>> accumulate() {
        for (Object resource : Yaml.list(settings.get("resources"))) {
            Path path = folder.resolve(String.valueOf(resource)).normalize();
            if (Files.isDirectory(path)) {
                objects.addAll(new Kustomization(path).accumulate());
            } else {
                Yaml.documents(Yaml.read(path)).forEach(object -> objects.add(Yaml.mapping(Yaml.copy(object))));
            }
        }
        each("configMapGenerator").forEach(generator -> ConfigMaps.generate(folder, generator, objects));
        each("patches").forEach(this::patch);
        each("labels").forEach(this::label);
        if (settings.get("commonAnnotations") != null) {
            objects.forEach(object -> annotate(object, Yaml.mapping(settings.get("commonAnnotations"))));
        }
        each("replicas").forEach(this::scale);
        each("images").forEach(this::reimage);
        if (settings.get("namespace") != null) {
            objects.forEach(object -> place(object, settings.get("namespace")));
        }
        return objects;
    }

    private List<Map<String, Object>> each(String field) {
        return Yaml.list(settings.get(field)).stream().map(Yaml::mapping).toList();
    }

    /// A patch names its targets by kind and, as a pattern, by name; the name inside the patch file says
    /// nothing then.
    private void patch(Map<String, Object> entry) {
        Node target = new Node(entry.get("target"));
        Map<String, Object> patch = Yaml.document(folder.resolve(String.valueOf(entry.get("path"))));
        Yaml.mapping(patch.get("metadata")).remove("name");
        for (Map<String, Object> object : objects) {
            String name = new Node(object).at("metadata.name").text();
            boolean named = target.at("name").isMissing()
                    || name.matches(target.at("name").text());
            if (target.at("kind").is(object.get("kind")) && named) {
                StrategicMerge.into(object, patch);
            }
        }
    }

    private void label(Map<String, Object> entry) {
        Map<String, Object> pairs = Yaml.mapping(entry.get("pairs"));
        for (Map<String, Object> object : objects) {
            below(object, "metadata", "labels").putAll(pairs);
            if (Boolean.TRUE.equals(entry.get("includeTemplates")) && isWorkload(object)) {
                below(object, "spec", "template", "metadata", "labels").putAll(pairs);
                new Node(object)
                        .at("spec.volumeClaimTemplates")
                        .items()
                        .forEach(claim -> below(Yaml.mapping(claim.value()), "metadata", "labels")
                                .putAll(pairs));
            }
        }
    }

    private static void annotate(Map<String, Object> object, Map<String, Object> annotations) {
        below(object, "metadata", "annotations").putAll(annotations);
        if (isWorkload(object)) {
            below(object, "spec", "template", "metadata", "annotations").putAll(annotations);
        }
    }

    private void scale(Map<String, Object> entry) {
        objects.stream()
                .filter(object -> isWorkload(object)
                        && new Node(object).at("metadata.name").is(entry.get("name")))
                .forEach(object -> below(object, "spec").put("replicas", entry.get("count")));
    }

    private void reimage(Map<String, Object> entry) {
        String name = String.valueOf(entry.get("name"));
        String version = entry.containsKey("digest") ? "@" + entry.get("digest") : ":" + entry.get("newTag");
        objects.stream()
                .flatMap(object -> new Manifest(new Node(object)).containers())
                .filter(container -> container.at("image").is(name))
                .forEach(container ->
                        Yaml.mapping(container.value()).put("image", entry.getOrDefault("newName", name) + version));
    }

    private static void place(Map<String, Object> object, Object namespace) {
        Manifest manifest = new Manifest(new Node(object));
        if (manifest.isNamespaced()) {
            below(object, "metadata").put("namespace", namespace);
        } else if (manifest.isKind("Namespace")) {
            below(object, "metadata").put("name", namespace);
        }
    }

    private static boolean isWorkload(Map<String, Object> object) {
        return new Manifest(new Node(object)).isWorkload();
    }

    private static Map<String, Object> below(Map<String, Object> object, String... path) {
        Map<String, Object> here = object;
        for (String step : path) {
            here = Yaml.mapping(here.computeIfAbsent(step, made -> new LinkedHashMap<String, Object>()));
        }
        return here;
    }
}
