package org.llmregistry.kernel.outbox;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/// Another service as the relay sees it: up or down, refusing a subject or not.
@ApplicationScoped
public class RecordingRecipient implements Recipient {

    static final String NAME = "recorder";

    private final List<Message> received = new ArrayList<>();
    private final Set<String> refusedSubjects = ConcurrentHashMap.newKeySet();
    private volatile boolean down;
    private volatile boolean answersGetLost;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public int batchSize() {
        return 3;
    }

    @Override
    public synchronized Set<UUID> deliver(List<Message> batch) {
        if (down) {
            throw new IllegalStateException("connection refused");
        }
        List<Message> taken = batch.stream()
                .filter(message -> !refusedSubjects.contains(message.subject()))
                .toList();
        received.addAll(taken);
        if (answersGetLost) {
            throw new IllegalStateException("the answer got lost");
        }
        return taken.stream().map(Message::id).collect(Collectors.toSet());
    }

    void goDown() {
        down = true;
    }

    void comeBack() {
        down = false;
        answersGetLost = false;
    }

    void loseAnswers() {
        answersGetLost = true;
    }

    void refuse(String subject) {
        refusedSubjects.add(subject);
    }

    void accept(String subject) {
        refusedSubjects.remove(subject);
    }

    synchronized List<String> bodiesOf(String subject) {
        return received.stream()
                .filter(message -> message.subject().equals(subject))
                .map(Message::body)
                .toList();
    }
}
