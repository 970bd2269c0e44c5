package org.llmregistry.kernel.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.ws.rs.WebApplicationException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.llmregistry.kernel.outbox.Message;

/// One event that the log refuses holds back its own subject, not the service.
class AuditRecipientTest {

    private final List<String> taken = new ArrayList<>();
    private int status = 422;

    private final AuditRecipient recipient = new AuditRecipient(batch -> {
        if (batch.contains("invalid")) {
            throw new WebApplicationException(status);
        }
        taken.add(batch);
        return new AuditClient.Receipts(Pattern.compile("[0-9a-f-]{36}")
                .matcher(batch)
                .results()
                .map(MatchResult::group)
                .map(id -> new AuditClient.Receipt(UUID.fromString(id), "APPENDED"))
                .toList());
    });

    private final Message first = message("cases/1", "");
    private final Message invalid = message("cases/2", "invalid");
    private final Message behindIt = message("cases/2", "");
    private final Message last = message("cases/3", "");

    @Test
    void valid_events_go_in_one_batch() {
        assertThat(recipient.deliver(List.of(first, behindIt, last)))
                .containsExactlyInAnyOrder(first.id(), behindIt.id(), last.id());
        assertThat(taken).hasSize(1);
    }

    @Test
    void an_event_that_is_not_valid_and_what_is_behind_it_wait_and_the_others_go() {
        assertThat(recipient.deliver(List.of(first, invalid, behindIt, last)))
                .containsExactlyInAnyOrder(first.id(), last.id());
        assertThat(taken).containsExactly("[" + first.body() + "]", "[" + last.body() + "]");
    }

    @Test
    void a_log_that_does_not_answer_as_it_should_is_asked_again_later() {
        status = 503;
        assertThatThrownBy(() -> recipient.deliver(List.of(first, invalid))).hasMessageContaining("503");
        assertThat(taken).isEmpty();
    }

    private static Message message(String subject, String text) {
        UUID id = UUID.randomUUID();
        return new Message(id, subject, "test", "{\"id\":\"%s\",\"text\":\"%s\"}".formatted(id, text), null);
    }
}
