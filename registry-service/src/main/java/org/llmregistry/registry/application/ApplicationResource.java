package org.llmregistry.registry.application;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
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
import java.util.List;
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
import org.llmregistry.kernel.web.Caller;
import org.llmregistry.kernel.web.Cursor;
import org.llmregistry.kernel.web.Page;
import org.llmregistry.registry.ListPosition;
import org.llmregistry.registry.dossier.Dossier;
import org.llmregistry.registry.kind.ApplicationKind;
import org.llmregistry.registry.kind.Concerned;
import org.llmregistry.registry.review.Schemes;
import org.llmregistry.registry.vendor.Vendor;

/// A vendor's applications.
@Path("/applications")
@Produces("application/json")
@Consumes("application/json")
@RolesAllowed("vendor")
@RunOnVirtualThread
@Tag(name = "4 Applications")
public class ApplicationResource {

    private final Applying applying;
    private final Schemes schemes;
    private final Caller caller;

    ApplicationResource(Applying applying, Schemes schemes, Caller caller) {
        this.applying = applying;
        this.schemes = schemes;
        this.caller = caller;
    }

    /// Command: what is applied for.
    public record DraftApplication(
            @NotNull UUID modelVersionId,
            @NotBlank @Size(max = 20) String schemeCode,
            @NotBlank @Size(max = 20) String track,
            @NotNull ApplicationKind kind,
            @NotBlank @Size(max = 20) String region,
            @Valid @Nullable Concerned concerned) {

        static final String EXAMPLE = """
                {"modelVersionId": "0198c7a5-3b1c-7def-8a10-2f6a5d7e9c11", "schemeCode": "DEMO", "track": "MODEL",
                 "kind": "INITIAL", "region": "CN-BJ"}""";
    }

    /// Command: the draft's new content.
    public record ChangeApplication(@NotNull @Valid Dossier dossier) {
        static final String EXAMPLE = "{\"dossier\": " + Dossier.EXAMPLE + "}";
    }

    /// Command: take it back.
    public record WithdrawApplication(
            @Schema(description = "For the office") @Size(max = 2_000) @Nullable
            String reason) {
        static final String EXAMPLE = "{\"reason\": \"The version will not be offered.\"}";
    }

    @POST
    @Operation(
            operationId = "draftApplication",
            summary = "Draft an application",
            description =
                    "Role `vendor`, for a version of your own; one open application per version, scheme and track. `concerned`"
                            + " names the licence that a variation or renewal changes or a registration rests on. Next: PUT the dossier.")
    @APIResponseSchema(value = ApplicationView.class, responseCode = "201", responseDescription = "The draft")
    @APIResponse(responseCode = "404", description = "You have no model version with this id")
    @APIResponse(responseCode = "409", description = "There is an open application for this version and track")
    @APIResponse(responseCode = "422", description = "The scheme does not offer this, or the kind needs something else")
    public RestResponse<ApplicationView> draft(
            @RequestBody(
                            content =
                                    @Content(
                                            examples =
                                                    @ExampleObject(name = "draft", value = DraftApplication.EXAMPLE)))
                    @Valid
                    @NotNull
                    DraftApplication command) {
        return applying.draft(command);
    }

    @GET
    @Operation(
            operationId = "listApplications",
            summary = "List your applications",
            description = "Role `vendor`. In the order of drafting, without dossiers.")
    public Page<ApplicationView.Summary> list(
            @Parameter(description = "Only this state") @QueryParam("status") @Nullable ApplicationStatus status,
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(Page.MAX_LIMIT) int limit,
            @QueryParam("cursor") @Nullable String cursor) {
        UUID vendor = Vendor.actingIn(caller).id();
        Cursor position = Cursor.boundTo("applications", vendor, status);
        return Page.of(
                Application.after(vendor, status, ListPosition.after(position, cursor), limit + 1),
                limit,
                ApplicationView.Summary::of,
                application -> position.after(application.id()),
                Page.Total.exactly(Application.count("vendorId = ?1 and (?2 is null or status = ?2)", vendor, status)));
    }

    @GET
    @Path("/{id}")
    @Operation(
            operationId = "getApplication",
            summary = "Read an application",
            description = "Role `vendor`, your own only. After a return, `defects` names everything to mend.")
    public ApplicationView get(@PathParam("id") UUID id) {
        return ApplicationView.of(own(id));
    }

    @PUT
    @Path("/{id}")
    @Operation(
            operationId = "changeApplication",
            summary = "Fill in the dossier",
            description =
                    "Role `vendor`, your own only, while it is a draft or was returned. Replaces the whole dossier; leave out what you don't know."
                            + " `type` and `lineage` are those of the version: leave them out or send them as you read them.")
    @APIResponseSchema(value = ApplicationView.class, responseDescription = "The changed application")
    @APIResponse(responseCode = "409", description = "The dossier is frozen")
    public ApplicationView change(
            @PathParam("id") UUID id,
            @Parameter(description = "ETag that you read") @HeaderParam("If-Match") @Nullable String ifMatch,
            @RequestBody(
                            content =
                                    @Content(
                                            examples =
                                                    @ExampleObject(
                                                            name = "dossier",
                                                            value = ChangeApplication.EXAMPLE)))
                    @Valid
                    @NotNull
                    ChangeApplication command) {
        return applying.change(id, ifMatch, command.dossier());
    }

    @POST
    @Path("/{id}/validations")
    @Operation(
            operationId = "validateApplication",
            summary = "Ask what is missing",
            description =
                    "Role `vendor`, your own only, as often as you like. Lists everything that a submission would be refused for, with a"
                            + " pointer into the application; it runs the same rules as the submission.")
    public ApplicationView.Validation validate(@PathParam("id") UUID id) {
        schemes.prepare();
        return applying.validate(id);
    }

    @POST
    @Path("/{id}/submission")
    @Operation(
            operationId = "submitApplication",
            summary = "Submit an application",
            description =
                    "Role `vendor`, your own only, from DRAFT or RETURNED. Freezes the dossier as the next revision and sends it to the review;"
                            + " the number is drawn at the first submission and stays.")
    @APIResponseSchema(value = ApplicationView.class, responseDescription = "The submitted application")
    @APIResponse(responseCode = "409", description = "It is not with you (`state`, `allowedTransitions`)")
    @APIResponse(responseCode = "422", description = "The dossier is not complete; `errors` lists everything")
    public ApplicationView submit(@PathParam("id") UUID id) {
        schemes.prepare();
        return applying.submit(id);
    }

    @POST
    @Path("/{id}/withdrawal")
    @Operation(
            operationId = "withdrawApplication",
            summary = "Withdraw an application",
            description =
                    "Role `vendor`, your own only, before the decision. What was submitted is kept. A decision that the office made before"
                            + " the withdrawal reached it stands.")
    @APIResponseSchema(value = ApplicationView.class, responseDescription = "The withdrawn application")
    @APIResponse(responseCode = "409", description = "It has ended already (`state`, `allowedTransitions`)")
    public ApplicationView withdraw(
            @PathParam("id") UUID id,
            @RequestBody(
                            content =
                                    @Content(
                                            examples =
                                                    @ExampleObject(
                                                            name = "withdrawal",
                                                            value = WithdrawApplication.EXAMPLE)))
                    @Valid
                    @NotNull
                    WithdrawApplication command) {
        return applying.withdraw(id, command.reason());
    }

    @GET
    @Path("/{id}/timeline")
    @Operation(
            operationId = "getTimeline",
            summary = "Follow an application",
            description = "Role `vendor`, your own only. What happened, when, by which office; never by which officer.")
    public List<ApplicationView.Step> timeline(@PathParam("id") UUID id) {
        return ApplicationView.Step.of(ApplicationEvent.of(own(id).id()));
    }

    private Application own(UUID id) {
        return Application.requireOf(caller.requireVendor(), id);
    }
}
