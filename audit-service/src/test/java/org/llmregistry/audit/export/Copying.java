package org.llmregistry.audit.export;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.sql.SQLException;

/// Brings the copy of the logs up to what is public, when a test says so.
@ApplicationScoped
public class Copying {

    private final StaticExport export;

    Copying(StaticExport export) {
        this.export = export;
    }

    public void now() throws IOException, SQLException {
        export.export();
    }
}
