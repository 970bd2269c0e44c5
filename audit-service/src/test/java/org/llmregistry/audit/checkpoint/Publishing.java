package org.llmregistry.audit.checkpoint;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;

/// Signs when a test says so.
@ApplicationScoped
public class Publishing {

    private final Publisher publisher;

    Publishing(Publisher publisher) {
        this.publisher = publisher;
    }

    public void now() throws SQLException {
        publisher.publish();
    }
}
