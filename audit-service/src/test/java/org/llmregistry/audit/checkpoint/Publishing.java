package org.llmregistry.audit.checkpoint;

import io.quarkus.arc.Arc;
import io.quarkus.arc.InjectableBean;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;

/// Signs when a test says so, as the process that has been running or as one that just began.
@ApplicationScoped
public class Publishing {

    private final Publisher publisher;

    Publishing(Publisher publisher) {
        this.publisher = publisher;
    }

    public void now() throws SQLException {
        publisher.publish();
    }

    /// What the process that signs had in mind is gone.
    public void startAgain() {
        InjectableBean<Signing> signing =
                Arc.container().instance(Signing.class).getBean();
        Arc.container().getActiveContext(ApplicationScoped.class).destroy(signing);
    }
}
