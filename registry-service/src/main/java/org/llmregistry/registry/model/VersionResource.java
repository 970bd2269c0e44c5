package org.llmregistry.registry.model;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.hibernate.exception.ConstraintViolationException;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import org.llmregistry.kernel.audit.AuditTrail;
import org.llmregistry.kernel.problem.Refusal;
import org.llmregistry.kernel.problem.Violation;
import org.llmregistry.kernel.web.Caller;
import org.llmregistry.kernel.web.Cursor;
import org.llmregistry.kernel.web.Idempotent;
import org.llmregistry.kernel.web.Page;
import org.llmregistry.registry.ListPosition;
import org.llmregistry.registry.RegistryProblem;
import org.llmregistry.registry.lineage.Circles;

/// Versions of a vendor's models. They are added, never changed.
@Path("/models/{id}/versions")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RolesAllowed("vendor")
@RunOnVirtualThread
@Tag(name = "2 Models")
public class VersionResource {

    private static final Set<String> UNKNOWN_BASE = Set.of("model_version_base_model_known", "version_base_known");

    private final AuditTrail audit;
    private final Caller caller;
    private final Clock clock;

    VersionResource(AuditTrail audit, Caller caller, Clock clock) {
        this.audit = audit;
        this.caller = caller;
        this.clock = clock;
    }

    @POST
    @Transactional
    @Idempotent
    @Operation(
            operationId = "registerVersion",
            summary = "Register a version of a model",
            description =
                    "Role `vendor`. Type, lineage and the digests of the weights' files; the weights themselves stay with you. The answer"
                            + " shows the manifest digest that a licence is bound to. Next: draft an application.")
    @APIResponseSchema(value = VersionView.class, responseCode = "201", responseDescription = "The version")
    @APIResponse(responseCode = "409", description = "The model has a version of this label, or its base rests on it")
    @APIResponse(responseCode = "422", description = "The version contradicts itself, or its base model is not known")
    public RestResponse<VersionView> register(
            @PathParam("id") UUID modelId,
            @RequestBody(
                            content =
                                    @Content(
                                            examples =
                                                    @ExampleObject(name = "version", value = RegisterVersion.EXAMPLE)))
                    @Valid
                    @NotNull
                    RegisterVersion command) {
        Model model = Model.requireOf(caller.requireVendor(), modelId);
        List<Violation> faults = command.faults();
        if (!faults.isEmpty()) {
            throw Refusal.of(
                    RegistryProblem.VERSION_NOT_VALID, "%d things do not fit.".formatted(faults.size()), faults);
        }
        if (ModelVersion.isTaken(modelId, command.label())) {
            throw Refusal.of(RegistryProblem.VERSION_EXISTS, "The model has a version %s.".formatted(command.label()));
        }
        WeightsManifest weights = new WeightsManifest(command.weights());
        ModelVersion version = new ModelVersion(model.id(), command, weights, clock.instant());
        persist(version);
        weights.files().forEach(file -> new WeightsFile(version.id(), file).persist());
        if (Circles.wouldClose(modelId, version.lineage().baseModelIds())) {
            throw Refusal.of(
                    RegistryProblem.LINEAGE_CIRCLE, "The base model was made from this model, or is the same.");
        }
        audit.record("version.registered", ModelResource.subject(modelId), caller.id(), facts(version));
        return RestResponse.ResponseBuilder.<VersionView>created(
                        URI.create("/models/%s/versions/%s".formatted(modelId, version.id())))
                .entity(VersionView.of(version))
                .build();
    }

    @GET
    @Operation(
            operationId = "listVersions",
            summary = "List the versions of a model",
            description = "Role `vendor`, your own only. In the order of registration.")
    public Page<VersionView> list(
            @PathParam("id") UUID modelId,
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(Page.MAX_LIMIT) int limit,
            @QueryParam("cursor") @Nullable String cursor) {
        Model.requireOf(caller.requireVendor(), modelId);
        Cursor position = Cursor.boundTo("versions", modelId);
        return Page.of(
                ModelVersion.after(modelId, ListPosition.after(position, cursor), limit + 1),
                limit,
                VersionView::of,
                version -> position.after(version.id()),
                Page.Total.exactly(ModelVersion.count("modelId", modelId)));
    }

    @GET
    @Path("/{versionId}")
    @Operation(
            operationId = "getVersion",
            summary = "Read a version",
            description = "Role `vendor`, your own only. With the digest of its weights manifest.")
    public VersionView get(@PathParam("id") UUID modelId, @PathParam("versionId") UUID versionId) {
        return VersionView.of(requireOwn(modelId, versionId));
    }

    @GET
    @Path("/{versionId}/weights")
    @Operation(
            operationId = "listWeights",
            summary = "List the files of a version's weights",
            description =
                    "Role `vendor`, your own only. Sorted by path (byte order), as the manifest digest takes them.")
    public Page<WeightsManifest.Entry> weights(
            @PathParam("id") UUID modelId,
            @PathParam("versionId") UUID versionId,
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(Page.MAX_LIMIT) int limit,
            @QueryParam("cursor") @Nullable String cursor) {
        ModelVersion version = requireOwn(modelId, versionId);
        Cursor position = Cursor.boundTo("weights", versionId);
        String after = position.read(cursor).map(List::getFirst).orElse("");
        return Page.of(
                WeightsFile.of(versionId, after, limit + 1),
                limit,
                WeightsFile::toEntry,
                file -> position.after(file.toEntry().path()),
                Page.Total.exactly(version.fileCount()));
    }

    private ModelVersion requireOwn(UUID modelId, UUID versionId) {
        Model.requireOf(caller.requireVendor(), modelId);
        return ModelVersion.requireOf(modelId, versionId);
    }

    /// That the base model stands in the register is known to the database alone: the register depends on us.
    private static void persist(ModelVersion version) {
        try {
            version.persistAndFlush();
        } catch (ConstraintViolationException refused) {
            if (UNKNOWN_BASE.contains(String.valueOf(refused.getConstraintName()))) {
                throw Refusal.of(
                        RegistryProblem.UNKNOWN_BASE_MODEL,
                        "The register lacks one of the entries %s."
                                .formatted(version.lineage().baseModelIds()));
            }
            throw refused;
        }
    }

    private static Map<String, Object> facts(ModelVersion version) {
        return Map.of(
                "versionId", version.id(),
                "manifestDigest", version.manifestDigest(),
                "relation", version.lineage().relation().name());
    }
}
