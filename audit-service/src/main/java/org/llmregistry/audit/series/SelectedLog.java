package org.llmregistry.audit.series;

import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.llmregistry.kernel.problem.Refusal;

/// The log that a request is about. Every path of this service is also there below the name of a log
/// (`/2027/checkpoint`): a log is read where its origin says. Without a name, a place or a tree is one of the first
/// log, and things are looked for in all of them.
@RequestScoped
public class SelectedLog {

    private static final Pattern BELOW = Pattern.compile("/?(\\d{4})(/.+)");

    private final Logs logs;
    private String name = "";

    SelectedLog(Logs logs) {
        this.logs = logs;
    }

    void select(String name) {
        this.name = name;
    }

    /// For places in a log: an index, a tile, a tree.
    public AuditLog orFirst() {
        return logs.called(name).orElseThrow(() -> Refusal.notFound("The log " + name));
    }

    /// For things, wherever they stand.
    public List<AuditLog> orAll() {
        return name.isEmpty() ? logs.all() : List.of(orFirst());
    }

    /// Takes the name off a path before anybody looks for who answers it.
    static final class Path {

        private final SelectedLog selected;

        Path(SelectedLog selected) {
            this.selected = selected;
        }

        @ServerRequestFilter(preMatching = true)
        void takeName(ContainerRequestContext request) {
            Matcher path = BELOW.matcher(request.getUriInfo().getPath());
            if (path.matches()) {
                selected.select(path.group(1));
                request.setRequestUri(request.getUriInfo()
                        .getRequestUriBuilder()
                        .replacePath(path.group(2))
                        .build());
            }
        }
    }
}
