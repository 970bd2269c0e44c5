package org.llmregistry.audit.selfaudit;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;

/// Reads the log when a test says so.
@ApplicationScoped
public class SelfAuditRun {

    private final SelfAuditing auditing;

    SelfAuditRun(SelfAuditing auditing) {
        this.auditing = auditing;
    }

    public void now() throws SQLException {
        auditing.readNext();
    }

    /// What a night asks for.
    public void allLogs() throws SQLException {
        auditing.requestFull();
    }
}
