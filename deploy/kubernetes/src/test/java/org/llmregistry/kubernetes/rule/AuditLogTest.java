package org.llmregistry.kubernetes.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.llmregistry.kubernetes.render.Node;
import org.llmregistry.kubernetes.render.Overlay;
import org.llmregistry.kubernetes.render.Yaml;

/// In production no one pod and no one database is all that vouches for the log.
class AuditLogTest {

    private static final Overlay PROD = Overlay.prod();
    private static final Node POD = PROD.get("Deployment", "audit-service").pod();
    private static final Node CONTAINER = first(POD, "containers", "name", "service");

    @Test
    void the_policy_of_witnesses_is_mounted_where_the_service_looks_for_it() {
        Path policy = Path.of(setting("AUDIT_WITNESSES_POLICY"));
        Node mount =
                first(CONTAINER, "volumeMounts", "mountPath", policy.getParent().toString());
        Node map =
                PROD.get("ConfigMap", volume(mount).at("configMap.name").text()).at("data");

        assertThat(mount.at("readOnly").is(true)).isTrue();
        assertThat(map.keys()).containsExactly(policy.getFileName().toString());
    }

    /// audit-service understands no policy without a quorum, and publishes nothing without one that it understands.
    @Test
    void a_forgotten_policy_lets_nothing_become_public() {
        String policy = Yaml.read(Overlay.folder("prod").resolve("witness-policy"));

        assertThat(policy.lines()).isNotEmpty().allMatch(line -> line.startsWith("#"));
        assertThat(policy).contains("# set: ", "\n# quorum ");
    }

    @ParameterizedTest
    @CsvSource({
        "AUDIT_LOG_ANCHOR, /var/lib/registry/anchor, audit-anchor",
        "AUDIT_EXPORT_FOLDER, /var/lib/registry/copy, audit-copy"
    })
    void what_outlives_the_database_lies_on_a_claim_of_its_own(String setting, String mountPath, String claim) {
        Node mount = first(CONTAINER, "volumeMounts", "mountPath", mountPath);

        assertThat(Path.of(setting(setting))).startsWithRaw(Path.of(mountPath));
        assertThat(mount.at("readOnly").isMissing()).isTrue();
        assertThat(volume(mount).at("persistentVolumeClaim.claimName").text()).isEqualTo(claim);
    }

    @Test
    void a_forgotten_storage_class_means_no_pod() {
        assertThat(PROD.ofKind("PersistentVolumeClaim")
                        .map(claim -> claim.at("spec.storageClassName").text()))
                .hasSize(2)
                .allMatch(storage -> storage.endsWith(".regulator.example"));
    }

    @Test
    void dev_asks_nobody() {
        assertThat(settings(Overlay.dev()).keys()).noneMatch(setting -> setting.startsWith("AUDIT_"));
    }

    private static String setting(String name) {
        return settings(PROD).child(name).text();
    }

    private static Node settings(Overlay overlay) {
        return overlay.ofKind("ConfigMap")
                .filter(map -> map.name().startsWith("audit-service-"))
                .findFirst()
                .orElseThrow()
                .at("data");
    }

    private static Node volume(Node mount) {
        return first(POD, "volumes", "name", mount.at("name").text());
    }

    private static Node first(Node owner, String list, String member, String value) {
        return owner.at(list)
                .items()
                .filter(item -> item.at(member).is(value))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + list + " with " + member + " " + value));
    }
}
