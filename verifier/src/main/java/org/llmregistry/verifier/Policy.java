package org.llmregistry.verifier;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Whose cosignatures are enough (c2sp.org/tlog-policy): witnesses, groups of which k must have cosigned, and which of
/// them is the quorum.
final class Policy {

    private record Group(int least, List<String> members) {}

    private final Map<String, VerifierKey> witnesses = new LinkedHashMap<>();
    private final Map<String, Group> groups = new LinkedHashMap<>();
    private String quorum = "";

    private Policy() {}

    static Policy parse(String text) {
        Policy policy = new Policy();
        text.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .forEach(line -> policy.read(List.of(line.split("\\s+"))));
        if (policy.quorum.isEmpty()) {
            throw new Failure("the policy names no quorum");
        }
        return policy;
    }

    private void read(List<String> words) {
        String name = words.size() > 1 ? words.get(1) : "";
        switch (words.getFirst()) {
            case "log" -> {} // the key of the log is given by itself
            case "witness" -> {
                require(words.size() >= 3 && isNew(name), "a line of a witness is not of the form: witness NAME KEY");
                witnesses.put(name, VerifierKey.parse(words.get(2)));
            }
            case "group" -> {
                require(
                        words.size() >= 4 && isNew(name),
                        "a line of a group is not of the form: group NAME HOW-MANY MEMBER...");
                List<String> members = words.subList(3, words.size());
                members.forEach(member -> require(!isNew(member), "a group names " + member + ", which is not known"));
                int least =
                        switch (words.get(2)) {
                            case "any" -> 1;
                            case "all" -> members.size();
                            default -> (int) Text.number(words.get(2), "the size of a group's quorum");
                        };
                require(least >= 1 && least <= members.size(), "the quorum of a group is outside its members");
                require(Set.copyOf(members).size() == members.size(), "a group names a member twice");
                groups.put(name, new Group(least, members));
            }
            case "quorum" -> {
                require(quorum.isEmpty() && (name.equals("none") || !isNew(name)), "the quorum is not known");
                quorum = name;
            }
            default -> throw new Failure("a line of the policy begins with " + words.getFirst());
        }
    }

    /// Says who has cosigned it, and fails when these are not enough.
    void requireMet(Note note) {
        Map<String, Boolean> cosigned = new LinkedHashMap<>();
        witnesses.forEach((name, key) -> {
            Optional<Instant> at = note.cosignedBy(key);
            cosigned.put(name, at.isPresent());
            System.out.printf(
                    "witness     %s %s%n",
                    name, at.map(time -> "cosigned at " + time).orElse("has not cosigned"));
        });
        if (!quorum.equals("none") && !isMet(quorum, cosigned)) {
            throw new Failure("too few witnesses have cosigned: the quorum %s is not met".formatted(quorum));
        }
    }

    private boolean isMet(String name, Map<String, Boolean> cosigned) {
        Group group = groups.get(name);
        return group == null
                ? Boolean.TRUE.equals(cosigned.get(name))
                : group.members().stream()
                                .filter(member -> isMet(member, cosigned))
                                .count()
                        >= group.least();
    }

    private boolean isNew(String name) {
        return !witnesses.containsKey(name) && !groups.containsKey(name) && !name.equals("none");
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new Failure(otherwise);
        }
    }
}
