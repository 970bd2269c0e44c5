package org.llmregistry.audit;

import org.eclipse.microprofile.openapi.annotations.OpenAPIDefinition;
import org.eclipse.microprofile.openapi.annotations.info.Info;
import org.eclipse.microprofile.openapi.annotations.servers.Server;
import org.eclipse.microprofile.openapi.annotations.servers.ServerVariable;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// The story of the contract, in the order of the work.
@OpenAPIDefinition(
        info =
                @Info(
                        title = "Audit service",
                        version = "1.0",
                        description =
                                "Every state change of the licensing registry and of the review service stands here, in an append-only"
                                        + " Merkle log (RFC 6962). **Auditors** sign in (Authorize, client `swagger-ui`) and search by subject,"
                                        + " actor, type and time. **Anybody** can read the tree head. The services append; nobody changes or"
                                        + " deletes."),
        servers = {
            @Server(url = "/", description = "The first log, and what is looked for in all of them"),
            @Server(
                    url = "/{year}",
                    description = "The log of a later year alone",
                    variables = @ServerVariable(name = "year", defaultValue = "2027"))
        },
        tags = {
            @Tag(name = "1 Search", description = "Auditors: who did what to which thing, and when"),
            @Tag(
                    name = "2 Proofs",
                    description = "Anybody: checkpoints, tiles and proofs, for tools that we did not write"),
            @Tag(name = "3 Tree head", description = "Anybody: size and root hash of the log at this moment"),
            @Tag(name = "4 Self-audit", description = "Auditors: what the log finds when it reads itself again"),
            @Tag(name = "5 Take away", description = "Auditors: a case with its proofs, or all that a search finds"),
            @Tag(
                    name = "6 Rebuild",
                    description = "Auditors: states from the log alone, to be held against the registry"),
            @Tag(
                    name = "7 Personal data",
                    description = "Auditors read what stands beside an entry; the data protection officer erases it"),
            @Tag(
                    name = "For the services",
                    description = "How registry-service and review-service append their events"),
            @Tag(name = "Problems", description = "Every problem document, explained")
        })
public class AuditContract extends jakarta.ws.rs.core.Application {}
