package org.llmregistry.audit.append;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigInteger;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.llmregistry.audit.AuditProblem;
import org.llmregistry.audit.canonical.CanonicalJson;
import org.llmregistry.audit.personal.PersonalMember;
import org.llmregistry.audit.personal.PersonalPart;
import org.llmregistry.kernel.problem.CommonProblem;
import org.llmregistry.kernel.problem.Refusal;
import org.llmregistry.kernel.problem.Violation;

/// Reads a batch (application/cloudevents-batch+json), outside any lock. All faults are told at once.
///
/// What canonical JSON cannot carry faithfully is refused before: duplicate members, lone surrogates, integers beyond
/// 2^53 (the canonicalisation library would change them in silence).
public final class EventReader {

    public static final int MAX_EVENTS = 256;
    private static final Set<String> MEMBERS = Set.of(
            "specversion",
            "id",
            "source",
            "type",
            "subject",
            "sequence",
            "time",
            "datacontenttype",
            "data",
            "personal");
    private static final BigInteger EXACT = BigInteger.TWO.pow(53);
    private static final int MAX_TEXT = 200;
    private static final String NAME = "1 to 200 characters without control characters";

    /// A leaf has at most 65,535 bytes; four bytes for a character and the envelope stay below that.
    private static final int MAX_CHARACTERS = 16_000;

    /// A valid CloudEvent of one of our services, and the beginning of the leaf that it becomes.
    ///
    /// @param sequence number of the event within its subject, from 1 without a gap
    /// @param actor    `data.actor`: the pseudonymous `sub` of who acted, or `system`
    /// @param request       `data.requestId`: what else the same request did, is found by it
    /// @param application `data.applicationId`: what it belongs to
    /// @param personal what is kept beside the leaf; its commitment stands in `data`
    /// @param erasure what ends with this event
    public record Event(
            UUID id,
            String source,
            String type,
            String subject,
            long sequence,
            Instant time,
            String actor,
            @Nullable String request,
            @Nullable String application,
            LeafOpening leaf,
            @Nullable PersonalPart personal,
            @Nullable Erasure erasure) {}

    /// Personal parts that are erased.
    ///
    /// @param log origin of the entries' log
    public record Erasure(String log, List<Long> entries) {}

    private final JsonMapper json = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    public List<Event> read(byte[] batch) {
        JsonNode array = parse(batch);
        if (!array.isArray() || array.isEmpty() || array.size() > MAX_EVENTS) {
            throw Refusal.invalid("", "batch", "The body is a JSON array of 1 to %d events.".formatted(MAX_EVENTS));
        }
        List<Violation> faults = new ArrayList<>();
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < array.size(); i++) {
            int before = faults.size();
            check("/" + i, array.get(i), faults);
            if (faults.size() == before) {
                Event event = event(array.get(i));
                require(isShort(event), "/" + i, "at most 16,000 characters of JSON", faults);
                events.add(event);
            }
        }
        if (!faults.isEmpty()) {
            throw Refusal.of(
                    AuditProblem.INVALID_EVENT, "%d faults; nothing was appended.".formatted(faults.size()), faults);
        }
        return events;
    }

    private JsonNode parse(byte[] batch) {
        try {
            return json.readTree(batch);
        } catch (JsonProcessingException malformed) {
            throw Refusal.invalid("", "json", "The body is not well-formed JSON, or names a member twice.");
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static void check(String at, JsonNode event, List<Violation> faults) {
        if (!event.isObject()) {
            faults.add(new Violation(at, "object", "An event is a JSON object."));
            return;
        }
        event.fieldNames().forEachRemaining(name -> {
            if (!MEMBERS.contains(name)) {
                faults.add(new Violation(at + "/" + name, "unknown-member", "Not a member of our events."));
            }
        });
        require(event.path("specversion").asText().equals("1.0"), at + "/specversion", "\"1.0\"", faults);
        require(isUuid(event.path("id").asText()), at + "/id", "a UUID", faults);
        for (String name : List.of("source", "type", "subject")) {
            require(isName(event.path(name)), at + "/" + name, NAME, faults);
        }
        JsonNode sequence = event.path("sequence");
        require(
                sequence.canConvertToLong() && sequence.isIntegralNumber() && sequence.asLong() >= 1,
                at + "/sequence",
                "an integer from 1",
                faults);
        require(isTime(event.path("time").asText()), at + "/time", "an RFC 3339 time in UTC", faults);
        require(
                event.path("datacontenttype").asText().equals("application/json"),
                at + "/datacontenttype",
                "application/json",
                faults);
        require(isName(event.path("data").path("actor")), at + "/data/actor", "who acted: " + NAME, faults);
        PersonalMember.check(at, event, faults);
        checkFaithful(at, event, faults);
    }

    /// What entries are found by. PostgreSQL keeps no zero byte, and nobody looks for the others.
    private static boolean isName(JsonNode node) {
        String text = node.asText();
        boolean name = node.isTextual() && !text.isBlank() && text.length() <= MAX_TEXT;
        for (int i = 0; name && i < text.length(); i++) {
            name = !Character.isISOControl(text.charAt(i));
        }
        return name;
    }

    /// What an entry is filed under, of a fact that need not be there: nothing, when nobody could look for it.
    public static @Nullable String name(JsonNode node) {
        return isName(node) ? node.asText() : null;
    }

    private static void require(boolean holds, String pointer, String expected, List<Violation> faults) {
        if (!holds) {
            faults.add(new Violation(pointer, "event", "must be " + expected));
        }
    }

    private static void checkFaithful(String at, JsonNode node, List<Violation> faults) {
        if (node.isIntegralNumber()
                && !node.isInt()
                && node.bigIntegerValue().abs().compareTo(EXACT) > 0) {
            faults.add(new Violation(at, "exact-number", "Integers beyond 2^53 are sent as strings."));
        }
        if (node.isTextual()) {
            checkText(at, node.asText(), faults);
        }
        node.properties().forEach(member -> {
            checkText(at + "/" + member.getKey(), member.getKey(), faults);
            checkFaithful(at + "/" + member.getKey(), member.getValue(), faults);
        });
        if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                checkFaithful(at + "/" + i, node.get(i), faults);
            }
        }
    }

    private static void checkText(String at, String text, List<Violation> faults) {
        for (int i = 0, point; i < text.length(); i += Character.charCount(point)) {
            point = text.codePointAt(i); // half of a pair only if the other is not beside it
            if (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE) {
                faults.add(new Violation(at, "unicode", "Half of a surrogate pair stands alone."));
                return;
            }
        }
    }

    private static boolean isShort(Event event) {
        int personal = event.personal() == null ? 0 : event.personal().content().length();
        return event.leaf().canonical().length() + personal <= MAX_CHARACTERS;
    }

    private static Event event(JsonNode event) {
        try {
            PersonalPart personal = PersonalMember.take((ObjectNode) event);
            return new Event(
                    UUID.fromString(event.get("id").asText()),
                    event.get("source").asText(),
                    event.get("type").asText(),
                    event.get("subject").asText(),
                    event.get("sequence").asLong(),
                    Instant.parse(event.get("time").asText()),
                    event.get("data").get("actor").asText(),
                    name(event.get("data").path("requestId")),
                    name(event.get("data").path("applicationId")),
                    new LeafOpening(CanonicalJson.of(event)),
                    personal,
                    erasure(event));
        } catch (IOException checkedBefore) {
            throw Refusal.of(CommonProblem.INVALID_REQUEST, "An event cannot be written as canonical JSON.");
        }
    }

    private static @Nullable Erasure erasure(JsonNode event) {
        if (!event.get("type").asText().equals(OwnEvents.ERASED)
                || !event.get("source").asText().equals(OwnEvents.SOURCE)) {
            return null;
        }
        JsonNode data = event.get("data");
        List<Long> indexes = new ArrayList<>();
        data.path("entries").forEach(index -> indexes.add(index.asLong()));
        return new Erasure(data.path("log").asText(), indexes);
    }

    private static boolean isUuid(String text) {
        try {
            return UUID.fromString(text).toString().equals(text);
        } catch (IllegalArgumentException notOne) {
            return false;
        }
    }

    private static boolean isTime(String text) {
        try {
            Instant.parse(text);
            return text.endsWith("Z");
        } catch (DateTimeParseException notOne) {
            return false;
        }
    }
}
