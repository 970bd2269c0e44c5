package org.llmregistry.registry.scope;

import io.agroal.api.AgroalPoolInterceptor;
import io.quarkus.logging.Log;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;
import org.llmregistry.kernel.web.RequestId;

/// Tells PostgreSQL whom a connection works for, each time one is taken from the pool: once per transaction, and never
/// what the one before it left. The policies of the migrations read it (`registry.scope`, ADR 0019).
///
/// It reads the token itself and shares nothing with the checks of the code, so that a fault in these leaves it
/// standing.
@Singleton
class RowScope implements AgroalPoolInterceptor {

    private static final String OFFICE = "office";
    private static final String NOBODY = "";

    /// Roles whose operations here are about the things of all vendors.
    private static final Set<String> OFFICE_ROLES = Set.of("registrar", "review-service", "auditor");

    private final RequestId request;
    private final SecurityIdentity identity;

    RowScope(RequestId request, SecurityIdentity identity) {
        this.request = request;
        this.identity = identity;
    }

    @Override
    public void onConnectionAcquire(Connection connection) {
        try (PreparedStatement set = connection.prepareStatement("SELECT set_config('registry.scope', ?, false)")) {
            set.setString(1, current());
            set.execute();
        } catch (SQLException failure) {
            Log.warnf("connection without a scope is closed: %s", failure.getMessage());
            close(connection);
        }
    }

    /// The id of the caller's vendor, or the office; nobody stands for the public and for everything unforeseen.
    /// What runs without a request (jobs, relays, imports, migrations) is the office's.
    private String current() {
        if (request.current() == null) {
            return OFFICE;
        }
        try {
            if (identity.isAnonymous()) {
                return NOBODY;
            }
        } catch (AuthenticationFailedException onAPublicPage) {
            return NOBODY;
        }
        String vendor = vendor();
        if (vendor != null) {
            return vendor;
        }
        return OFFICE_ROLES.stream().anyMatch(identity::hasRole) ? OFFICE : NOBODY;
    }

    private @Nullable String vendor() {
        if (!(identity.getPrincipal() instanceof JsonWebToken token)) {
            return NOBODY;
        }
        String vendor = token.getClaim("vendor_id");
        try {
            return vendor == null ? null : UUID.fromString(vendor).toString();
        } catch (IllegalArgumentException noId) {
            return NOBODY;
        }
    }

    /// Not by an exception: the pool would keep a broken connection for good. Whoever uses this one fails, and the pool
    /// makes another.
    private static void close(Connection connection) {
        try {
            connection.unwrap(Connection.class).close();
        } catch (SQLException gone) {
            Log.debug("the connection was closed before", gone);
        }
    }
}
