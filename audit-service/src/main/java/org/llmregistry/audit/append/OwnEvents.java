package org.llmregistry.audit.append;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.llmregistry.audit.series.AuditLog;
import org.llmregistry.kernel.audit.AuditEvent;
import org.llmregistry.kernel.web.Caller;
import org.llmregistry.kernel.web.Ids;
import org.llmregistry.kernel.web.RequestId;

/// What happens in this service itself: that somebody took entries away, read personal data or erased it, that a log
/// was closed or opened. It stands in the log like everything else.
@ApplicationScoped
public class OwnEvents {

    /// That personal parts were erased: the sequencer erases what its `log` and `entries` name, in the same
    /// transaction.
    public static final String ERASED = "privacy.erased";

    static final String SOURCE = "/audit-service";
    private static final int ATTEMPTS = 20; // of two who do the same at the same moment, one is the next

    private final GroupCommit log;
    private final Sequencer sequencer;
    private final Caller caller;
    private final RequestId request;
    private final ObjectMapper json;
    private final Clock clock;
    private final EventReader reader = new EventReader();

    OwnEvents(GroupCommit log, Sequencer sequencer, Caller caller, RequestId request, ObjectMapper json, Clock clock) {
        this.log = log;
        this.sequencer = sequencer;
        this.caller = caller;
        this.request = request;
        this.json = json;
        this.clock = clock;
    }

    /// Durable when this returns: what is not recorded is not handed out.
    ///
    /// @param facts what was asked for
    ///
    /// @return its place in the log
    public Receipt record(String type, Map<String, ?> facts) {
        String subject = "auditors/" + caller.id();
        Map<String, Object> data = new TreeMap<>(facts);
        data.put("actor", caller.id());
        String id = request.current();
        if (id != null) {
            data.put("requestId", id);
        }
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Receipt receipt = log.append(next(type, subject, data)).getFirst();
            if (receipt.index() != null) {
                return receipt;
            }
        }
        throw new IllegalStateException("%s of %s found no place in the log".formatted(type, subject));
    }

    /// The last event of the open log.
    ///
    /// @param facts how the next one is called and verified
    public void close(AuditLog open, Map<String, ?> facts) {
        sequencer.close(ofLog("log.closed", open, facts));
    }

    /// The first event of the log that comes next.
    ///
    /// @param facts what it follows on
    public void open(AuditLog next, Map<String, ?> facts) {
        sequencer.open(next, ofLog("log.opened", next, facts));
    }

    private EventReader.Event ofLog(String type, AuditLog about, Map<String, ?> facts) {
        Map<String, Object> data = new TreeMap<>(facts);
        data.put("actor", "system");
        return next(type, "logs/" + about.origin(), data).getFirst();
    }

    private List<EventReader.Event> next(String type, String subject, Map<String, Object> data) {
        AuditEvent event = AuditEvent.of(
                Ids.next(), SOURCE, type, subject, sequencer.newestOf(subject) + 1, clock.instant(), data, null);
        try {
            return reader.read(json.writeValueAsBytes(List.of(event)));
        } catch (JsonProcessingException ours) {
            throw new IllegalStateException(ours);
        }
    }
}
