package org.llmregistry.kubernetes.rule;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.llmregistry.kubernetes.render.Node;

/// What a container may do, what it gets, and how it is watched.
final class ContainerRules {

    /// Names that a credential would have.
    static final Pattern SENSITIVE = Pattern.compile(
            "(?i).*(password|secret|token|bearer|credential|api_?key|private_?key).*|AWS_.*KEY.*|AZURE_.+KEY");

    static final List<Rule> RULES = List.of(
            Rule.container(
                    "run-as-non-root",
                    "The container refuses to run as root.",
                    "C-0013 polaris/runAsRootAllowed pss/non-root",
                    container -> !container.at("securityContext.runAsNonRoot").is(true)
                            || container.at("securityContext.runAsUser").is(0)),
            Rule.container(
                    "privileged-container",
                    "The container is not privileged.",
                    "C-0057 polaris/runAsPrivileged pss/privileged scc-deny-privileged-container",
                    container -> !container.at("securityContext.privileged").is(false)),
            Rule.container(
                    "privilege-escalation-container",
                    "No process gains more rights than its parent.",
                    "C-0016 polaris/privilegeEscalationAllowed pss/privilege-escalation",
                    container -> !container
                            .at("securityContext.allowPrivilegeEscalation")
                            .is(false)),
            Rule.container(
                    "drop-all-capabilities",
                    "All capabilities are dropped and none is added.",
                    "drop-net-raw-capability C-0046 C-0055 polaris/dangerousCapabilities polaris/insecureCapabilities pss/capabilities",
                    container -> !container
                                    .at("securityContext.capabilities.drop")
                                    .texts()
                                    .contains("ALL")
                            || !container.at("securityContext.capabilities.add").isMissing()),
            Rule.container(
                    "no-read-only-root-fs",
                    "The root file system is read-only.",
                    "C-0017 polaris/notReadOnlyRootFilesystem",
                    container -> !container
                            .at("securityContext.readOnlyRootFilesystem")
                            .is(true)),
            Rule.container(
                    "unsafe-proc-mount",
                    "/proc stays masked.",
                    "polaris/procMount pss/proc-mount",
                    container -> !container.at("securityContext.procMount").isMissing()),
            Rule.container(
                    "privileged-ports",
                    "Ports are above 1024.",
                    "ssh-port",
                    container -> container
                            .at("ports")
                            .items()
                            .anyMatch(port -> port.at("containerPort").number(0) <= 1024)),
            Rule.container(
                    "host-port",
                    "No port of the node is taken.",
                    "C-0044 polaris/hostPortSet pss/host-ports",
                    container -> container
                            .at("ports")
                            .items()
                            .anyMatch(port -> !port.at("hostPort").isMissing())),
            Rule.container(
                    "latest-tag",
                    "The image has a version, and it isn't `latest`.",
                    "polaris/tagNotSpecified",
                    container -> !container
                            .at("image")
                            .text()
                            .matches(".*/[^/:@]+(:(?!latest$)[^/:@]+|@sha256:[0-9a-f]{64})")),
            Rule.container(
                    "image-sha",
                    "The image is pinned by its digest.",
                    "",
                    container -> !container.at("image").text().matches(".+@sha256:[0-9a-f]{64}")),
            Rule.container(
                    "image-pull-policy-always",
                    "The node asks the registry, so that it checks the right to pull.",
                    "polaris/pullPolicyNotAlways",
                    container -> !container.at("imagePullPolicy").is("Always")),
            Rule.container(
                    "unset-cpu-requirements",
                    "CPU is asked for and limited.",
                    "C-0270 polaris/cpuRequestsMissing polaris/cpuLimitsMissing",
                    container -> unset(container, "cpu")),
            Rule.container(
                    "unset-memory-requirements",
                    "Memory is asked for and limited, both the same.",
                    "C-0271 polaris/memoryRequestsMissing polaris/memoryLimitsMissing",
                    container -> unset(container, "memory")
                            || !container
                                    .at("resources.requests.memory")
                                    .text()
                                    .equals(container
                                            .at("resources.limits.memory")
                                            .text())),
            Rule.container(
                    "unset-ephemeral-storage-requirements",
                    "Local storage is asked for and limited.",
                    "",
                    container -> unset(container, "ephemeral-storage")),
            Rule.mainContainer(
                    "no-liveness-probe",
                    "A hung container is restarted.",
                    "polaris/livenessProbeMissing",
                    container -> container.at("livenessProbe").isMissing()),
            Rule.mainContainer(
                    "no-readiness-probe",
                    "A container that can't answer gets no traffic.",
                    "polaris/readinessProbeMissing",
                    container -> container.at("readinessProbe").isMissing()),
            Rule.mainContainer(
                    "no-startup-probe",
                    "A slow start is not taken for a hang.",
                    "",
                    container -> container.at("startupProbe").isMissing()),
            Rule.mainContainer(
                    "probe-port",
                    "Probes ask a port that the container declares.",
                    "liveness-port readiness-port startup-port",
                    ContainerRules::asksUnknownPort),
            Rule.container(
                    "env-var-secret",
                    "No environment variable holds a credential.",
                    "C-0012 polaris/sensitiveContainerEnvVar",
                    container -> container
                            .at("env")
                            .items()
                            .anyMatch(variable -> !variable.at("value").isMissing() && credential(variable))),
            Rule.container(
                    "read-secret-from-env-var",
                    "Secrets come as files, not through the environment.",
                    "",
                    container -> container
                                    .at("env")
                                    .items()
                                    .anyMatch(variable -> !variable.at("valueFrom.secretKeyRef")
                                            .isMissing())
                            || container
                                    .at("envFrom")
                                    .items()
                                    .anyMatch(source -> !source.at("secretRef").isMissing())),
            Rule.container(
                    "duplicate-env-var",
                    "Each variable stands once.",
                    "",
                    container -> container
                                    .at("env")
                                    .items()
                                    .map(variable -> variable.at("name"))
                                    .distinct()
                                    .count()
                            != container.at("env").items().count()));

    private ContainerRules() {}

    private static boolean unset(Node container, String resource) {
        return container.at("resources.requests").child(resource).isMissing()
                || container.at("resources.limits").child(resource).isMissing();
    }

    /// A variable that names a file with a credential is fine.
    private static boolean credential(Node variable) {
        String name = variable.at("name").text();
        return SENSITIVE.matcher(name).matches()
                        && !name.toUpperCase(Locale.ROOT).endsWith("_FILE")
                || variable.at("value").text().contains("PRIVATE KEY-");
    }

    private static boolean asksUnknownPort(Node container) {
        List<Node> known = container
                .at("ports")
                .items()
                .flatMap(port -> Stream.of(port.at("name"), port.at("containerPort")))
                .toList();
        return Stream.of("livenessProbe", "readinessProbe", "startupProbe")
                .map(probe -> container.at(probe).at("httpGet.port"))
                .anyMatch(port -> !port.isMissing() && !known.contains(port));
    }
}
