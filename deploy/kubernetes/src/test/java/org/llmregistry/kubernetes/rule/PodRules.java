package org.llmregistry.kubernetes.rule;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.llmregistry.kubernetes.render.Manifest;
import org.llmregistry.kubernetes.render.Node;

/// What a pod asks of its node, and what it may do there.
final class PodRules {

    private static final Set<String> VOLUMES = Set.of(
            "configMap", "csi", "downwardAPI", "emptyDir", "ephemeral", "persistentVolumeClaim", "projected", "secret");

    static final List<Rule> RULES = List.of(
            Rule.pod(
                    "host-ipc",
                    "The pod keeps out of the node's IPC.",
                    "C-0038 polaris/hostIPCSet pss/host-namespaces",
                    pod -> pod.at("hostIPC").is(true)),
            Rule.pod(
                    "host-pid",
                    "The pod sees its own processes only.",
                    "C-0038 polaris/hostPIDSet pss/host-namespaces",
                    pod -> pod.at("hostPID").is(true)),
            Rule.pod(
                    "host-network",
                    "The pod has a network of its own.",
                    "C-0041 polaris/hostNetworkSet pss/host-namespaces",
                    pod -> pod.at("hostNetwork").is(true)),
            Rule.pod(
                    "host-process",
                    "No Windows host process.",
                    "polaris/hostProcess pss/windows-host-process",
                    pod -> pod.everything()
                            .anyMatch(place ->
                                    place.at("windowsOptions.hostProcess").is(true))),
            Rule.pod(
                    "no-token",
                    "The pod gets no token for the cluster's API.",
                    "C-0034 polaris/automountServiceAccountToken",
                    pod -> !pod.at("automountServiceAccountToken").is(false)),
            Rule.pod(
                    "default-service-account",
                    "The pod has an account of its own.",
                    "",
                    pod -> Set.of("", "default")
                            .contains(pod.at("serviceAccountName").text())),
            Rule.pod(
                    "deprecated-service-account-field",
                    "The old field `serviceAccount` stays unused.",
                    "",
                    pod -> !pod.at("serviceAccount").isMissing()),
            Rule.pod(
                    "restricted-volumes",
                    "Volumes are of the kinds that the level `restricted` allows: nothing of the node.",
                    "docker-sock sensitive-host-mounts writable-host-mount polaris/hostPathSet pss/host-path pss/volume-types",
                    pod -> pod.at("volumes")
                            .items()
                            .anyMatch(volume -> volume.keys().stream()
                                    .anyMatch(key -> !key.equals("name") && !VOLUMES.contains(key)))),
            Rule.pod(
                    "empty-dir-size-limit",
                    "Scratch space has a limit.",
                    "",
                    pod -> pod.at("volumes")
                            .items()
                            .map(volume -> volume.at("emptyDir"))
                            .anyMatch(scratch -> !scratch.isMissing()
                                    && scratch.at("sizeLimit").isMissing())),
            Rule.pod(
                    "unsafe-sysctls",
                    "No kernel setting is touched.",
                    "pss/sysctls",
                    pod -> !pod.at("securityContext.sysctls").isMissing()),
            Rule.pod(
                    "seccomp",
                    "The pod runs under the runtime's seccomp profile.",
                    "C-0055 polaris/linuxHardening pss/seccomp",
                    pod -> !pod.at("securityContext.seccompProfile.type").is("RuntimeDefault")
                            || anyContainer(pod, "securityContext.seccompProfile.type", "Unconfined")),
            Rule.pod(
                    "no-security-labels",
                    "AppArmor, SELinux and supplemental groups stay at the node's defaults.",
                    "pss/apparmor pss/selinux",
                    pod -> pod.everything()
                            .anyMatch(place -> !place.child("seLinuxOptions").isMissing()
                                    || !place.child("appArmorProfile").isMissing()
                                    || !place.child("supplementalGroups").isMissing())),
            Rule.pod(
                    "high-uid",
                    "The user id is above 10000, so that it is nobody's on the node.",
                    "pss/non-root-user",
                    pod -> pod.at("securityContext.runAsUser").number(0) <= 10_000
                            || pod.at("securityContext.runAsGroup").number(0) <= 10_000),
            Rule.pod(
                    "restart-policy",
                    "The pod starts again after a crash, said in so many words.",
                    "",
                    pod -> !pod.at("restartPolicy").is("Always")),
            Rule.pod(
                    "dnsconfig-options",
                    "Names with two dots are asked for as they stand (ndots).",
                    "",
                    pod -> pod.at("dnsConfig.options")
                            .items()
                            .noneMatch(option -> option.at("name").is("ndots"))),
            Rule.pod(
                    "no-node-affinity",
                    "The pod says which nodes it can run on.",
                    "",
                    pod -> pod.at("affinity.nodeAffinity").isMissing()),
            Rule.pod(
                    "topology-spread",
                    "Replicas spread over zones or nodes.",
                    "polaris/topologySpreadConstraint",
                    pod -> pod.at("topologySpreadConstraints").items().findAny().isEmpty()),
            Rule.workload(
                    "priority-class-name",
                    "The pod's priority is a class of this overlay.",
                    "polaris/priorityClassNotSet",
                    (object, overlay) -> !overlay.has(
                            "PriorityClass",
                            object.pod().at("priorityClassName").text())),
            Rule.workload(
                    "non-existent-service-account",
                    "The pod's account is in this overlay.",
                    "",
                    (object, overlay) -> !overlay.has(
                            "ServiceAccount",
                            object.pod().at("serviceAccountName").text())),
            Rule.workload(
                    "volumes-fit-mounts",
                    "Each mount has its volume and each volume its mount.",
                    "",
                    (object, overlay) -> !mounted(object).equals(volumes(object))),
            Rule.workload(
                    "known-claims",
                    "Each claim that a pod names is in this overlay.",
                    "",
                    (object, overlay) ->
                            claims(object).anyMatch(claim -> !overlay.has("PersistentVolumeClaim", claim))),
            Rule.workload(
                    "shared-claims",
                    "A claim that several replicas mount can be written to from several nodes.",
                    "",
                    (object, overlay) -> object.at("spec.replicas").number(1) > 1
                            && overlay.ofKind("PersistentVolumeClaim")
                                    .filter(claim -> claims(object).anyMatch(claim.name()::equals))
                                    .anyMatch(claim -> !claim.at("spec.accessModes")
                                            .texts()
                                            .contains("ReadWriteMany"))));

    private PodRules() {}

    private static boolean anyContainer(Node pod, String path, Object value) {
        return pod.at("containers")
                .items()
                .anyMatch(container -> container.at(path).is(value));
    }

    private static Stream<String> claims(Manifest workload) {
        return workload.pod()
                .at("volumes")
                .items()
                .map(volume -> volume.at("persistentVolumeClaim.claimName"))
                .filter(claim -> !claim.isMissing())
                .map(Node::text);
    }

    private static Set<String> mounted(Manifest workload) {
        return workload.containers()
                .flatMap(container -> container.at("volumeMounts").items())
                .map(mount -> mount.at("name").text())
                .collect(Collectors.toSet());
    }

    private static Set<String> volumes(Manifest workload) {
        return Stream.concat(
                        workload.pod().at("volumes").items().map(volume -> volume.at("name")),
                        workload.at("spec.volumeClaimTemplates").items().map(claim -> claim.at("metadata.name")))
                .map(Node::text)
                .collect(Collectors.toSet());
    }
}
