package org.llmregistry.registry;

import jakarta.ws.rs.core.Application;
import org.eclipse.microprofile.openapi.annotations.OpenAPIDefinition;
import org.eclipse.microprofile.openapi.annotations.info.Info;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// The story of the contract, in the order of the work.
@OpenAPIDefinition(
        info =
                @Info(
                        title = "Registry service",
                        version = "1.0",
                        description =
                                "Where vendors apply for licences and everybody looks models up. Vendors: sign in with the client credentials that"
                                        + " the registrar handed out, then follow the tags in their order: register a model and a version, upload"
                                        + " the documents, draft an application, ask what is missing as often as you like, submit. People: use"
                                        + " **Authorize** (client `swagger-ui`, no secret). Every POST takes an `Idempotency-Key`; every PUT needs"
                                        + " `If-Match`. The register, its figures and verification need no sign-in."),
        tags = {
            @Tag(name = "1 Vendors", description = "Registrar: who may apply, and with which credentials"),
            @Tag(name = "2 Models", description = "Vendor: models, and versions that licences are bound to"),
            @Tag(name = "3 Documents", description = "Vendor: upload by content hash, before the dossier names it"),
            @Tag(name = "4 Applications", description = "Vendor: draft, validate, submit, follow"),
            @Tag(name = "5 Licences", description = "What was granted, to whom, on which conditions"),
            @Tag(name = "6 Register", description = "Everybody: search, entries, figures for any date"),
            @Tag(name = "7 Verification", description = "Everybody: does this number or file stand under a licence?"),
            @Tag(name = "8 Imports", description = "Registrar: lists of known models and of earlier decisions"),
            @Tag(name = "For auditors", description = "Auditors: what the audit log is held against"),
            @Tag(name = "For the review service", description = "How review-service reports progress and decisions"),
            @Tag(name = "Problems", description = "Every problem document, explained")
        })
public class RegistryContract extends Application {}
