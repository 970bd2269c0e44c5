package org.llmregistry.registry.draw;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;
import org.llmregistry.kernel.audit.AuditTrail;
import org.llmregistry.kernel.outbox.Inbox;
import org.llmregistry.kernel.problem.Refusal;
import org.llmregistry.kernel.web.Caller;
import org.llmregistry.kernel.web.ContractConventions;
import org.llmregistry.kernel.web.Idempotent;
import org.llmregistry.kernel.web.Ids;
import org.llmregistry.registry.RegistryProblem;
import org.llmregistry.registry.application.Application;
import org.llmregistry.registry.review.ReviewMessages;

/// The vendor's part in the draws of samples: it fixes the bank after the authority committed to its secret.
@Path("/applications/{id}/draws")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RolesAllowed("vendor")
@RunOnVirtualThread
@Tag(name = "4 Applications")
public class DrawResource {

    private static final String DIGEST = "[0-9a-f]{64}";

    private final Inbox inbox;
    private final ReviewMessages review;
    private final AuditTrail audit;
    private final Caller caller;
    private final Clock clock;

    DrawResource(Inbox inbox, ReviewMessages review, AuditTrail audit, Caller caller, Clock clock) {
        this.inbox = inbox;
        this.review = review;
        this.audit = audit;
        this.caller = caller;
        this.clock = clock;
    }

    /// Command: the bank that the items are drawn from.
    ///
    /// @param population items in it, numbered from 1 in the order in which the digest covers them
    public record HandInBank(
            @Schema(description = "SHA-256 of the bank or corpus listing")
            @NotNull
            @Pattern(regexp = DIGEST, message = "64 lower-case hexadecimal digits")
            String bankDigest,

            @Schema(description = "Items in it, numbered from 1 in the order that the digest covers")
            @Min(1)
            @Max(1_000_000_000_000L)
            long population) {

        static final String EXAMPLE = """
                {"bankDigest": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08", "population": 20000}""";
    }

    /// Command of review-service: a commitment to a draw, and later the secret behind it.
    public record ReceiveDraw(
            @NotNull UUID messageId,
            @Min(1) int number,
            @NotBlank @Size(max = 60) String suite,
            @Min(1) int size,
            @NotNull @Pattern(regexp = DIGEST) String commitment,
            @NotNull Instant committedAt,

            @Schema(description = "Once it is disclosed") @Pattern(regexp = DIGEST) @Nullable
            String seed,

            @Pattern(regexp = DIGEST) @Nullable String salt,
            @Nullable Instant disclosedAt) {

        static final String EXAMPLE = """
                {"messageId": "0198c7a5-3b1c-7def-8a10-2f6a5d7e9c51", "number": 1, "suite": "content-safety", "size": 1000,
                 "commitment": "fdeab9acf3710362bd2658cdc9a29e8f9c757fcf9811603a8c447cd1d9151108", "committedAt": "2026-11-24T08:30:00Z"}""";
    }

    /// What the message did.
    public record DrawReceipt(
            @Schema(description = "DUPLICATE: had its effect before")
            Outcome outcome) {
        @Schema(name = "DrawReceiptOutcome")
        public enum Outcome {
            COMMITTED,
            DISCLOSED,
            DUPLICATE
        }
    }

    @GET
    @Operation(
            operationId = "listDraws",
            summary = "Read the draws of samples",
            description =
                    "Role `vendor`, for an application of your own: what the authority committed to, the bank that you handed"
                            + " in, and the secret once it is disclosed, with which you can repeat the draw.")
    public List<SampleDraw.View> list(@PathParam("id") UUID id) {
        Application.requireOf(caller.requireVendor(), id);
        return SampleDraw.ofApplication(id).stream().map(SampleDraw::toView).toList();
    }

    @POST
    @Path("/{number}/bank")
    @Transactional
    @Idempotent
    @APIResponseSchema(value = SampleDraw.View.class, responseDescription = "The draw with your bank")
    @APIResponse(responseCode = "409", description = "The bank is fixed, or the application is not under review")
    @Operation(
            operationId = "handInBank",
            summary = "Fix the bank that a sample is drawn from",
            description =
                    "Role `vendor`. The digest of the bank as it is now, after the authority committed to its secret: the items"
                            + " follow from both, so that neither side chooses them. Once per draw; keep the bank as it is.")
    public SampleDraw.View handIn(
            @PathParam("id") UUID id,
            @PathParam("number") int number,
            @RequestBody(
                            content =
                                    @Content(
                                            schema = @Schema(implementation = HandInBank.class),
                                            examples =
                                                    @ExampleObject(name = "20,000 items", value = HandInBank.EXAMPLE)))
                    @Valid
                    @NotNull
                    HandInBank command) {
        Application application = Application.requireOf(caller.requireVendor(), id);
        Application.locked(id);
        SampleDraw draw = require(id, number);
        if (!application.status().isUnderReview()) {
            throw Refusal.of(RegistryProblem.NOTHING_ASKED, "The application is %s.".formatted(application.status()));
        }
        Instant now = clock.instant();
        draw.handIn(command, now);
        SampleDraw.flush();
        review.handedIn(
                new ReviewMessages.Bank(Ids.next(), id, number, command.bankDigest(), command.population(), now));
        audit.record(
                "application.bank-handed-in",
                "applications/" + id,
                caller.id(),
                Map.of("draw", number, "bankDigest", command.bankDigest(), "population", command.population()));
        return draw.toView();
    }

    @POST
    @RolesAllowed("review-service")
    @Transactional
    @ResponseStatus(202)
    @APIResponseSchema(value = DrawReceipt.class, responseCode = "202", responseDescription = "What the message did")
    @Extension(name = ContractConventions.IDEMPOTENT_BY, value = "messageId")
    @Tag(name = "For the review service")
    @Operation(
            operationId = "receiveDraw",
            summary = "Tell the vendor of a draw",
            description =
                    "Role `review-service`. Without `seed` a commitment; with it the secret of a draw that was made. Idempotent"
                            + " by `messageId`.")
    public DrawReceipt receive(
            @PathParam("id") UUID id,
            @RequestBody(
                            content =
                                    @Content(
                                            schema = @Schema(implementation = ReceiveDraw.class),
                                            examples =
                                                    @ExampleObject(name = "commitment", value = ReceiveDraw.EXAMPLE)))
                    @Valid
                    @NotNull
                    ReceiveDraw message) {
        Application.locked(id);
        if (!inbox.isNew(message.messageId())) {
            return new DrawReceipt(DrawReceipt.Outcome.DUPLICATE);
        }
        boolean disclosed = message.seed() != null;
        if (disclosed) {
            require(id, message.number()).disclose(message.seed(), message.salt(), message.disclosedAt());
        } else {
            new SampleDraw(id, message).persist();
        }
        audit.record(
                disclosed ? "application.draw-disclosed" : "application.draw-committed",
                "applications/" + id,
                AuditTrail.SYSTEM,
                Map.of("draw", message.number(), "suite", message.suite(), "commitment", message.commitment()));
        return new DrawReceipt(disclosed ? DrawReceipt.Outcome.DISCLOSED : DrawReceipt.Outcome.COMMITTED);
    }

    private static SampleDraw require(UUID id, int number) {
        return SampleDraw.of(id, number).orElseThrow(() -> Refusal.notFound("Draw %d".formatted(number)));
    }
}
