package org.llmregistry.audit.checkpoint;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;

/// Signs when a test says so.
@ApplicationScoped
public class Publishing {

    private final Checkpoints checkpoints;

    Publishing(Checkpoints checkpoints) {
        this.checkpoints = checkpoints;
    }

    public void now() throws SQLException {
        checkpoints.publish();
    }
}
