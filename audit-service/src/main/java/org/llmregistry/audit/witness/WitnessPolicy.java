package org.llmregistry.audit.witness;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Which witnesses are asked, and who of them must have cosigned before a checkpoint is public (c2sp.org/tlog-policy).
public final class WitnessPolicy {

    /// @param url prefix of its `add-checkpoint`
    record Witness(String name, WitnessKey key, URI url) {}

    private record Group(int least, List<String> members) {}

    private static final String NONE = "none";

    private final List<Witness> witnesses = new ArrayList<>();
    private final Map<String, Group> groups = new HashMap<>();
    private String quorum = "";
    private String text = "quorum none\n";

    private WitnessPolicy() {}

    /// Nobody is asked: what the log signs is public at once.
    static WitnessPolicy nobody() {
        WitnessPolicy policy = new WitnessPolicy();
        policy.quorum = NONE;
        return policy;
    }

    /// The whole of it must be understood: a mistake would let the log publish what nobody saw.
    static WitnessPolicy parse(String text) {
        WitnessPolicy policy = new WitnessPolicy();
        policy.text = text;
        for (String line : text.lines().map(String::strip).toList()) {
            if (!line.isEmpty() && !line.startsWith("#") && !policy.read(List.of(line.split("\\s+")))) {
                throw new IllegalArgumentException("a line of the policy of witnesses is not understood: " + line);
            }
        }
        if (policy.quorum.isEmpty()) {
            throw new IllegalArgumentException("the policy of witnesses names no quorum");
        }
        return policy;
    }

    private boolean read(List<String> words) {
        String name = words.size() > 1 ? words.get(1) : "";
        return switch (words.getFirst()) {
            case "log" -> true; // we are it
            case "witness" ->
                words.size() == 4
                        && isNew(name)
                        && witnesses.add(new Witness(
                                name,
                                WitnessKey.parse(words.get(2)),
                                URI.create(words.get(3).replaceFirst("/*$", "/"))));
            case "group" ->
                words.size() > 3 && isNew(name) && readGroup(name, words.get(2), words.subList(3, words.size()));
            case "quorum" -> {
                boolean known = words.size() == 2 && quorum.isEmpty() && (name.equals(NONE) || !isNew(name));
                quorum = name;
                yield known;
            }
            default -> false;
        };
    }

    private boolean readGroup(String name, String wanted, List<String> members) {
        int least =
                switch (wanted) {
                    case "any" -> 1;
                    case "all" -> members.size();
                    default -> wanted.matches("[1-9]\\d{0,3}") ? Integer.parseInt(wanted) : 0;
                };
        boolean valid = least >= 1
                && least <= members.size()
                && Set.copyOf(members).size() == members.size()
                && members.stream().noneMatch(this::isNew);
        groups.put(name, new Group(least, List.copyOf(members)));
        return valid;
    }

    private boolean isNew(String name) {
        return !name.equals(NONE)
                && !groups.containsKey(name)
                && witnesses.stream().noneMatch(witness -> witness.name().equals(name));
    }

    List<Witness> witnesses() {
        return List.copyOf(witnesses);
    }

    /// @param cosigned names of the witnesses that did
    /// As the operator wrote it (c2sp.org/tlog-policy): whoever trusts these witnesses can use it as it is.
    public String text() {
        return text;
    }

    public boolean isMet(Set<String> cosigned) {
        return quorum.equals(NONE) || isMet(quorum, cosigned);
    }

    private boolean isMet(String name, Set<String> cosigned) {
        Group group = groups.get(name);
        return group == null
                ? cosigned.contains(name)
                : group.members().stream()
                                .filter(member -> isMet(member, cosigned))
                                .count()
                        >= group.least();
    }
}
