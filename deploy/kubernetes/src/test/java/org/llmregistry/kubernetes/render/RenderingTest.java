package org.llmregistry.kubernetes.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RenderingTest {

    @TempDir
    private Path temporary;

    @ParameterizedTest
    @ValueSource(strings = {"dev", "prod"})
    void kubectl_renders_the_same_objects(String overlay) throws IOException, InterruptedException {
        assumeKubectl();
        Map<String, Object> ours = byName(Kustomization.render(Overlay.folder(overlay)));
        Map<String, Object> kubectl = byName(Yaml.documents(kustomize(Overlay.folder(overlay))));

        assertThat(ours.keySet()).isEqualTo(kubectl.keySet());
        kubectl.forEach((name, object) -> assertThat(ours.get(name)).as(name).isEqualTo(object));
    }

    @Test
    void a_changed_setting_gives_the_config_map_another_name() {
        Map<String, Object> object = new TreeMap<>(
                Map.of("kind", "ConfigMap", "metadata", new TreeMap<>(Map.of("name", "a")), "data", Map.of("x", "1")));
        Map<String, Object> changed = new TreeMap<>(
                Map.of("kind", "ConfigMap", "metadata", new TreeMap<>(Map.of("name", "a")), "data", Map.of("x", "2")));
        ConfigMaps.hashNames(List.of(object));
        ConfigMaps.hashNames(List.of(changed));

        String name = new Node(object).at("metadata.name").text();
        assertThat(name).matches("a-[bcdf-hkmt0-9]{10}");
        assertThat(new Node(changed).at("metadata.name").text()).isNotEqualTo(name);
    }

    @Test
    void a_field_that_the_renderer_does_not_know_is_refused() throws IOException {
        Files.writeString(temporary.resolve("kustomization.yaml"), "namePrefix: x-\n");

        assertThatThrownBy(() -> Kustomization.render(temporary)).hasMessageContaining("namePrefix");
    }

    private static Map<String, Object> byName(List<Map<String, Object>> objects) {
        Map<String, Object> named = new TreeMap<>();
        for (Map<String, Object> object : objects) {
            Object twin = named.put(new Manifest(new Node(object)).toString(), object);
            assertThat(twin).isNull();
        }
        return named;
    }

    private static void assumeKubectl() throws InterruptedException {
        boolean there;
        try {
            there = new ProcessBuilder("kubectl", "version", "--client")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException missing) {
            there = false;
        }
        if (!there) {
            System.err.println(
                    "LEFT OUT: kubectl is missing, so the overlays were rendered by the test's own renderer only");
        }
        assumeTrue(there, "kubectl is missing");
    }

    private static String kustomize(Path folder) throws IOException, InterruptedException {
        Path errors = Files.createTempFile("kustomize", ".log");
        Process process = new ProcessBuilder("kubectl", "kustomize", folder.toString())
                .redirectError(errors.toFile())
                .start();
        String rendered = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(errors)).isZero();
        Files.delete(errors);
        return rendered;
    }
}
