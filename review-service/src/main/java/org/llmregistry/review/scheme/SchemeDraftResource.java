package org.llmregistry.review.scheme;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.llmregistry.kernel.web.Caller;
import org.llmregistry.kernel.web.Idempotent;

/// New rules: drafted by one person, published by another, in force from their date.
@Path("/schemes")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({"review-lead", "decision-maker", "auditor"})
@RunOnVirtualThread
@Tag(name = "Schemes")
public class SchemeDraftResource {

    private static final String YAML = "application/yaml";
    private static final String EXAMPLE = """
            code: EXAMPLE
            version: 1
            name: Example scheme
            authority: Example Authority
            jurisdiction: XX
            timeZone: Europe/Berlin
            effectiveFrom: 2099-01-01
            disclaimer: A licence is no endorsement.
            tracks:
              - {code: MODEL, name: Licence, instrument: LICENCE, kinds: [INITIAL], steps: [], requiresBaseLicence: false,
                 numberPattern: "{scheme}-{year}-{sequence:06}-{check}", validity: P1Y}
            clocks: [{code: REVIEW, unit: DAY, limit: 90, stoppedIn: [INFO_REQUESTED], onOverrun: ALARM}]
            calendar: {workingWeekdays: [MONDAY, TUESDAY], holidays: [], extraWorkingDays: []}
            informationRequests: {maxRounds: 2, answerDays: 30, warnDays: 7}
            documents: []
            clauses: [{code: "1", text: "The model refuses what it should."}]
            thresholds:
              - {code: REFUSAL_MIN, clause: "1", suite: should-refuse, measure: PASSED, operator: ">=", value: 95,
                 unit: PERCENT, mandatory: true, waivable: false}
            risks: []
            blockedSources: []
            changeClasses: []
            sanctions: []
            hearing: {beforeRefusal: false, beforeConditions: false, answerDays: 14}
            appeal: {withinDays: 30, panel: 2, suspensive: false}
            register: {publicFields: [name], publishRefusals: false}
            regions: [{code: XX, name: Everywhere, localName: Everywhere}]
            """;

    private final Schemes schemes;
    private final Caller caller;

    SchemeDraftResource(Schemes schemes, Caller caller) {
        this.schemes = schemes;
        this.caller = caller;
    }

    @POST
    @Path("/drafts")
    @Consumes({YAML, MediaType.APPLICATION_JSON})
    @RolesAllowed("review-lead")
    @Transactional
    @Idempotent
    @ResponseStatus(201)
    @APIResponse(
            responseCode = "201",
            description = "The draft",
            content = @Content(schema = @Schema(implementation = SchemeDraft.View.class)))
    @APIResponse(responseCode = "422", description = "The scheme contradicts its JSON Schema or itself")
    @Operation(
            operationId = "draftScheme",
            summary = "Draft a scheme, or its next version",
            description =
                    "Role `review-lead`. YAML or JSON by `schemes/scheme.schema.json`. Every fault is named at once;"
                            + " a draft that is kept has none. Next: another person publishes it.")
    public SchemeDraft.View draft(
            @RequestBody(
                            content =
                                    @Content(
                                            mediaType = YAML,
                                            examples = @ExampleObject(name = "smallest", value = EXAMPLE)))
                    @NotBlank
                    @Size(max = 500_000)
                    String content) {
        return schemes.draft(content, caller.id()).toView();
    }

    @GET
    @Path("/drafts")
    @Operation(
            operationId = "listSchemeDrafts",
            summary = "List the newest drafts",
            description = "Roles `review-lead`, `decision-maker`, `auditor`. At most 200, newest first.")
    public List<SchemeDraft.View> list() {
        return SchemeDraft.newest().stream().map(SchemeDraft::toView).toList();
    }

    @GET
    @Path("/drafts/{id}/content")
    @Produces(YAML)
    @Operation(
            operationId = "getSchemeDraft",
            summary = "Read a draft as it was written",
            description = "Roles `review-lead`, `decision-maker`, `auditor`.")
    public String content(@PathParam("id") UUID id) {
        return SchemeDraft.of(id).content();
    }

    @POST
    @Path("/drafts/{id}/publication")
    @RolesAllowed("decision-maker")
    @Transactional
    @Idempotent
    @APIResponseSchema(value = SchemeDraft.View.class, responseDescription = "The published draft")
    @APIResponse(responseCode = "422", description = "The effective date is past")
    @Operation(
            operationId = "publishScheme",
            summary = "Publish a draft",
            description =
                    "Role `decision-maker`, another person than who drafted it. It must be the next version and not"
                            + " reach into the past. A published version never changes; cases keep the version that they were"
                            + " accepted under.")
    public SchemeDraft.View publish(@PathParam("id") UUID id) {
        return schemes.publish(id, caller.id()).toView();
    }
}
