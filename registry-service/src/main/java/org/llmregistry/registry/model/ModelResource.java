package org.llmregistry.registry.model;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import org.llmregistry.kernel.audit.AuditTrail;
import org.llmregistry.kernel.problem.Refusal;
import org.llmregistry.kernel.web.Caller;
import org.llmregistry.kernel.web.Cursor;
import org.llmregistry.kernel.web.EntityTags;
import org.llmregistry.kernel.web.Idempotent;
import org.llmregistry.kernel.web.Page;
import org.llmregistry.registry.ListPosition;
import org.llmregistry.registry.RegistryProblem;
import org.llmregistry.registry.vendor.Vendor;

/// A vendor's models.
@Path("/models")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RolesAllowed("vendor")
@RunOnVirtualThread
@Tag(name = "2 Models")
public class ModelResource {

    private final AuditTrail audit;
    private final Caller caller;
    private final Clock clock;

    ModelResource(AuditTrail audit, Caller caller, Clock clock) {
        this.audit = audit;
        this.caller = caller;
        this.clock = clock;
    }

    /// Command: what a model is called and for.
    public record DescribeModel(
            @Schema(description = "Public name; unique among your models") @NotBlank @Size(max = 200)
            String name,

            @Schema(description = "Other names that it is known by") @NotNull @Size(max = 20)
            List<@NotBlank @Size(max = 200) String> otherNames,

            @NotBlank @Size(max = 2_000) String purpose,
            @NotNull Model.Scope scope) {

        static final String EXAMPLE = """
                {"name": "文心一言", "otherNames": ["ERNIE Bot"], "purpose": "Dialogue and writing in Chinese and English",
                 "scope": "GENERAL"}""";
    }

    @POST
    @Transactional
    @Idempotent
    @Operation(
            operationId = "registerModel",
            summary = "Register a model",
            description = "Role `vendor`. Next: register a version; licences are for versions.")
    @APIResponseSchema(value = ModelView.class, responseCode = "201", responseDescription = "The model")
    @APIResponse(responseCode = "409", description = "You have a model of this name")
    public RestResponse<ModelView> register(
            @RequestBody(content = @Content(examples = @ExampleObject(name = "model", value = DescribeModel.EXAMPLE)))
                    @Valid
                    @NotNull
                    DescribeModel command) {
        Vendor vendor = Vendor.actingIn(caller);
        Model model = new Model(
                vendor.id(), command.name(), command.otherNames(), command.purpose(), command.scope(), clock.instant());
        refuseTakenName(vendor.id(), command.name(), model.id());
        model.persistAndFlush();
        audit.record("model.registered", subject(model.id()), caller.id(), Map.of("vendorId", vendor.id()));
        return RestResponse.ResponseBuilder.<ModelView>created(URI.create("/models/" + model.id()))
                .entity(ModelView.of(model))
                .build();
    }

    @GET
    @Operation(
            operationId = "listModels",
            summary = "List your models",
            description = "Role `vendor`. In the order of registration.")
    public Page<ModelView> list(
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(Page.MAX_LIMIT) int limit,
            @QueryParam("cursor") @Nullable String cursor) {
        UUID vendor = Vendor.actingIn(caller).id();
        Cursor position = Cursor.boundTo("models", vendor);
        return Page.of(
                Model.after(vendor, ListPosition.after(position, cursor), limit + 1),
                limit,
                ModelView::of,
                model -> position.after(model.id()),
                Page.Total.exactly(Model.count("vendorId", vendor)));
    }

    @GET
    @Path("/{id}")
    @Operation(operationId = "getModel", summary = "Read a model", description = "Role `vendor`, your own only.")
    public ModelView get(@PathParam("id") UUID id) {
        return ModelView.of(Model.requireOf(caller.requireVendor(), id));
    }

    @PUT
    @Path("/{id}")
    @Transactional
    @Operation(
            operationId = "changeModel",
            summary = "Change what a model is called and for",
            description = "Role `vendor`, your own only. Versions and what was submitted keep what they have.")
    @APIResponseSchema(value = ModelView.class, responseCode = "200", responseDescription = "The changed model")
    @APIResponse(responseCode = "409", description = "You have another model of this name")
    public ModelView change(
            @PathParam("id") UUID id,
            @Parameter(description = "ETag that you read", example = "\"0\"") @HeaderParam("If-Match") @Nullable
                    String ifMatch,
            @RequestBody(content = @Content(examples = @ExampleObject(name = "model", value = DescribeModel.EXAMPLE)))
                    @Valid
                    @NotNull
                    DescribeModel command) {
        Model model = Model.requireOf(caller.requireVendor(), id);
        EntityTags.requireMatch(ifMatch, ModelView.of(model));
        refuseTakenName(model.vendorId(), command.name(), id);
        model.change(command.name(), command.otherNames(), command.purpose(), command.scope());
        Model.flush();
        audit.record("model.changed", subject(id), caller.id(), Map.of("version", model.version()));
        return ModelView.of(model);
    }

    private static void refuseTakenName(UUID vendorId, String name, UUID id) {
        if (Model.isTaken(vendorId, name, id)) {
            throw Refusal.of(RegistryProblem.MODEL_EXISTS, "You have a model with the name %s.".formatted(name));
        }
    }

    static String subject(UUID modelId) {
        return "models/" + modelId;
    }
}
