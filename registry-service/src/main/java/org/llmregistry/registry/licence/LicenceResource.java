package org.llmregistry.registry.licence;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import org.llmregistry.kernel.problem.Refusal;
import org.llmregistry.kernel.web.Caller;
import org.llmregistry.kernel.web.Cursor;
import org.llmregistry.kernel.web.Page;
import org.llmregistry.registry.receipt.MissingReceipt;
import org.llmregistry.registry.receipt.ReceiptView;
import org.llmregistry.registry.receipt.Receipts;
import org.llmregistry.registry.register.EntryView.StatusSince;
import org.llmregistry.registry.register.Register;
import org.llmregistry.registry.register.RegisterResource;
import org.llmregistry.registry.vendor.Vendor;

/// Licences over HTTP: each one for everybody, the own ones for a vendor.
@Path("/licences")
@Tag(name = "5 Licences")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class LicenceResource {

    static final String DISCLAIMER =
            "A licence covers only what the holder declared. It is no endorsement of the entity,"
                    + " model, product or service, and may not be used for publicity.";
    private static final String NUMBER = "Beijing-WenXinYiYan-20230821";

    private final Register register;
    private final Receipts receipts;
    private final Caller caller;
    private final Clock clock;

    LicenceResource(Register register, Receipts receipts, Caller caller, Clock clock) {
        this.register = register;
        this.receipts = receipts;
        this.caller = caller;
        this.clock = clock;
    }

    @Schema(description = "Every status so far, oldest first")
    public record LicenceHistory(String number, List<StatusSince> history) {}

    /// Everything that a licence binds, in one record.
    @Schema(description = "Everything that the licence binds, in one record")
    public record Certificate(
            LicenceView licence,
            List<StatusSince> history,

            @Schema(description = "What a licence does not mean")
            String disclaimer,

            @Schema(
                    description = "Of the grant and of each renewal and change of conditions, oldest first. One comes"
                            + " some seconds after its event; an earlier decision has none")
            List<ReceiptView> receipts,

            @Schema(description = "Those that are not there yet, each with its reason")
            List<MissingReceipt> missingReceipts) {}

    @GET
    @RolesAllowed("vendor")
    @Operation(operationId = "listLicences", summary = "List your licences", description = "Role vendor. Oldest first.")
    public Page<LicenceView> list(
            @QueryParam("limit") @DefaultValue("" + Page.DEFAULT_LIMIT) @Min(1) @Max(Page.MAX_LIMIT) int limit,
            @QueryParam("cursor") @Size(max = 500) @Nullable String cursor) {
        UUID vendor = Vendor.actingIn(caller).id();
        Cursor position = Cursor.boundTo(vendor);
        UUID after = position.read(cursor)
                .map(keys -> UUID.fromString(keys.getFirst()))
                .orElse(null);
        List<Licence> found = Licences.ofVendor(vendor, after, limit + 1);
        Map<String, LicenceView> views = Licences.views(found, LocalDate.now(clock));
        return Page.of(
                found,
                limit,
                licence -> views.get(licence.number()),
                licence -> position.after(licence.id()),
                Page.Total.exactly(Licence.count("vendorId", vendor)));
    }

    @GET
    @Path("/{number}")
    @PermitAll
    @Operation(
            operationId = "getLicence",
            summary = "Read a licence",
            description = "By its number; case, width and punctuation do not matter when one licence answers. Public.")
    public RestResponse<LicenceView> get(
            @Parameter(example = NUMBER) @PathParam("number") @Size(max = 300) String number) {
        return cached(Licences.view(require(number), LocalDate.now(clock)).publicly());
    }

    @GET
    @Path("/{number}/history")
    @PermitAll
    @Operation(
            operationId = "getLicenceHistory",
            summary = "Read how a licence stood over time",
            description = "Nothing is deleted: a corrected status stays in the history. Public.")
    public RestResponse<LicenceHistory> history(
            @Parameter(example = NUMBER) @PathParam("number") @Size(max = 300) String number) {
        Licence licence = require(number);
        return cached(new LicenceHistory(licence.number(), history(licence.toView())));
    }

    @GET
    @Path("/{number}/certificate")
    @PermitAll
    @Operation(
            operationId = "getCertificate",
            summary = "Read the certificate of a licence",
            description = "Everything that the licence binds, in one record: version, manifest digest, scheme version,"
                    + " validity, conditions. Its receipts prove offline what the log has of it; to see whether it still holds,"
                    + " send it to `POST /verifications`. Public.")
    public RestResponse<Certificate> certificate(
            @Parameter(example = NUMBER) @PathParam("number") @Size(max = 300) String number) {
        Licence licence = require(number);
        LicenceView view = Licences.view(licence, LocalDate.now(clock));
        Receipts.Wanted wanted = receipts.ofLicence(licence.number());
        return cached(new Certificate(view.publicly(), history(view), DISCLAIMER, wanted.given(), wanted.missing()));
    }

    /// Whole, or how it stands now, where the scheme keeps its history from the public.
    private List<StatusSince> history(LicenceView licence) {
        List<StatusSince> all = register.history(licence.number());
        boolean shown = LicenceView.shows(
                        licence.basis().schemeCode(), licence.basis().schemeVersion())
                .test("statusHistory");
        return shown ? all : all.subList(Math.max(0, all.size() - 1), all.size());
    }

    private static Licence require(String number) {
        return Licences.withNumber(number).orElseThrow(() -> Refusal.notFound("The licence " + number));
    }

    private static <T> RestResponse<T> cached(T view) {
        return RestResponse.ResponseBuilder.ok(view)
                .header(HttpHeaders.CACHE_CONTROL, RegisterResource.CACHE)
                .build();
    }
}
