package org.llmregistry.e2e;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;

/// Sends events to the log without pause, as the outbox of registry-service does: what was not acknowledged is sent
/// again, and now and then what was.
final class EventLoad implements AutoCloseable {

    static final int SENDERS = 4;
    private static final int BATCH = 16;
    private static final Duration PAUSE = Duration.ofMillis(20); // what restarts needs the processor too
    private static final int AGAIN = 10; // one in so many batches is sent twice
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, Integer> acknowledged = new ConcurrentHashMap<>();
    private final Set<String> faults = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newFixedThreadPool(SENDERS);
    private final String token = Stack.running().serviceToken("registry");
    private volatile boolean stopped;

    static EventLoad start() {
        EventLoad load = new EventLoad();
        for (int sender = 0; sender < SENDERS; sender++) {
            load.threads.execute(load::send);
        }
        return load;
    }

    /// Index of each acknowledged event by its id.
    Map<String, Integer> acknowledged() {
        return acknowledged;
    }

    /// Answers that a log without fault never gives.
    Set<String> faults() {
        return faults;
    }

    private void send() {
        String subject = "drills/" + UUID.randomUUID();
        for (int batch = 0; !stopped; batch++) {
            ArrayNode events = events(subject, 1 + batch * BATCH);
            while (!isAcknowledged(events) && !stopped) {
                LockSupport.parkNanos(PAUSE.toNanos());
            }
            if (batch % AGAIN == 0) {
                isAcknowledged(events);
            }
        }
    }

    private boolean isAcknowledged(ArrayNode events) {
        try {
            Response answer = Stack.with(token)
                    .contentType("application/cloudevents-batch+json;charset=UTF-8")
                    .body(events.toString())
                    .post(Stack.audit("/entries"));
            if (answer.statusCode() != 200) {
                return false;
            }
            answer.<List<Map<String, Object>>>path("receipts").forEach(this::keep);
            return true;
        } catch (Exception down) { // nobody listens, or the connection broke off
            return false;
        }
    }

    private void keep(Map<String, Object> receipt) {
        Integer index = (Integer) receipt.get("index");
        Integer before = index == null ? null : acknowledged.put((String) receipt.get("id"), index);
        if (index == null || before != null && !before.equals(index)) {
            faults.add("%s, before that at %s".formatted(receipt, before));
        }
    }

    private static ArrayNode events(String subject, int first) {
        ArrayNode events = JSON.createArrayNode();
        for (int sequence = first; sequence < first + BATCH; sequence++) {
            events.addObject()
                    .put("specversion", "1.0")
                    .put("id", id(subject, sequence))
                    .put("source", "/registry-service")
                    .put("type", "drill.loaded")
                    .put("subject", subject)
                    .put("sequence", sequence)
                    .put("time", "2026-11-27T08:30:00Z")
                    .put("datacontenttype", "application/json")
                    .putObject("data")
                    .put("actor", "system");
        }
        return events;
    }

    private static String id(String subject, int sequence) {
        return UUID.nameUUIDFromBytes((subject + "#" + sequence).getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    /// Returns when the last sender has stopped.
    @Override
    public void close() {
        stopped = true;
        threads.close();
    }
}
