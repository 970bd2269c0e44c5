package org.llmregistry.registry.vendor;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import org.llmregistry.kernel.problem.Refusal;
import org.llmregistry.kernel.web.Caller;
import org.llmregistry.kernel.web.Cursor;
import org.llmregistry.kernel.web.Page;
import org.llmregistry.registry.ListPosition;

/// Vendors and the credentials of their machines.
@Path("/vendors")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "1 Vendors")
public class VendorResource {

    private final Registering registering;
    private final VendorClients clients;
    private final Caller caller;

    VendorResource(Registering registering, VendorClients clients, Caller caller) {
        this.registering = registering;
        this.clients = clients;
        this.caller = caller;
    }

    @POST
    @RolesAllowed("registrar")
    @Operation(
            operationId = "registerVendor",
            summary = "Register a vendor",
            description =
                    "Role `registrar`. Makes the vendor's machine client and shows its secret once. When the identity provider is"
                            + " down the answer is 503, the vendor is kept, and `POST /vendors/{id}/client-secret` mends it.")
    @APIResponseSchema(
            value = CredentialsView.class,
            responseCode = "201",
            responseDescription = "The credentials of the vendor's machine")
    @APIResponse(responseCode = "409", description = "A vendor with this registration id exists")
    public RestResponse<CredentialsView> register(
            @RequestBody(content = @Content(examples = @ExampleObject(name = "vendor", value = RegisterVendor.EXAMPLE)))
                    @Valid
                    @NotNull
                    RegisterVendor command) {
        RestResponse<CredentialsView> registered = registering.register(command);
        CredentialsView credentials = registered.getEntity();
        ClientSecret secret = ClientSecret.generate();
        clients.provide(Vendor.require(credentials.vendorId()), secret);
        return RestResponse.ResponseBuilder.<CredentialsView>created(registered.getLocation())
                .entity(credentials.showing(secret))
                .build();
    }

    @POST
    @Path("/{id}/client-secret")
    @RolesAllowed("registrar")
    @Operation(
            operationId = "rotateClientSecret",
            summary = "Set a new secret for a vendor's client",
            description =
                    "Role `registrar`. Makes the client when it is missing, and shows the new secret once; the old one ends at once. After a"
                            + " 503 repeat it with another `Idempotency-Key`.")
    public CredentialsView rotate(@PathParam("id") UUID id) {
        CredentialsView credentials = registering.startRotation(id);
        ClientSecret secret = ClientSecret.generate();
        clients.provide(Vendor.require(id), secret);
        registering.rotated(id);
        return credentials.showing(secret);
    }

    @GET
    @RolesAllowed("registrar")
    @Operation(
            operationId = "listVendors",
            summary = "List the vendors",
            description = "Role `registrar`. In the order of registration.")
    public Page<VendorView> list(
            @Parameter(description = "Only the vendor with this registration id", example = "91110000802100433B")
                    @QueryParam("registrationId")
                    @Size(max = 50)
                    @Nullable
                    String registrationId,
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(Page.MAX_LIMIT) int limit,
            @QueryParam("cursor") @Nullable String cursor) {
        Cursor position = Cursor.boundTo("vendors", registrationId);
        return Page.of(
                Vendor.after(ListPosition.after(position, cursor), registrationId, limit + 1),
                limit,
                VendorView::of,
                vendor -> position.after(vendor.id()),
                Page.Total.exactly(Vendor.count(registrationId)));
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({"registrar", "vendor"})
    @Operation(
            operationId = "getVendor",
            summary = "Read a vendor",
            description = "Role `registrar`; role `vendor` reads itself only.")
    public VendorView get(@PathParam("id") UUID id) {
        if (!caller.has("registrar") && !caller.requireVendor().equals(id)) {
            throw Refusal.notFound("The vendor " + id);
        }
        return VendorView.of(Vendor.require(id));
    }
}
