package org.llmregistry.registry;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.llmregistry.kernel.problem.ProblemCatalogue;
import org.llmregistry.kernel.problem.ProblemType;

/// The problems that only this service answers with.
public enum RegistryProblem implements ProblemType {
    VENDOR_EXISTS(
            409, "This vendor is registered already", "Read GET /vendors and work with the vendor that has this id."),
    IDENTITY_PROVIDER_UNAVAILABLE(
            503,
            "The identity provider does not answer",
            "The vendor itself is kept. Send POST /vendors/{id}/client-secret when the identity provider is back."),
    MODEL_EXISTS(409, "You have a model of this name already", "Add a version to that model, or choose another name."),
    UNREADABLE_LIST(
            422,
            "The list cannot be read",
            "Mend what 'errors' says for each line, save as CSV (UTF-8, commas, RFC 4180 quotes), and send it again."
                    + " Nothing was changed."),
    VERSION_EXISTS(409, "This model has a version of this label already", "Choose another label."),
    VERSION_NOT_VALID(
            422,
            "The version contradicts itself",
            "Mend every item of 'errors': lineage, parameters and the paths of the weights manifest."),
    UNKNOWN_BASE_MODEL(
            422, "The base model is not in the register", "Search GET /register for its id, or give it by name."),
    LINEAGE_CIRCLE(
            409,
            "Nothing rests on itself",
            "See GET /register/{id}/lineage for what rests on what. Name the base model that the first version was made from."),
    APPLICATION_OPEN(
            409,
            "There is an open application for this version and track",
            "Go on with that application, or withdraw it first."),
    RESUBMISSION_OVER(409, "The time to submit it again has passed", "Draft a new application with the same dossier."),
    NOTHING_ASKED(409, "The review does not wait for answers", "See the application's timeline for where it stands."),
    BANK_FIXED(409, "The bank of this draw is fixed", "A draw has one bank: keep it as it was when you handed it in."),
    REVIEW_UNAVAILABLE(503, "The review does not answer", "Repeat the request in a minute."),
    HEARING_OVER(409, "The hearing is over", "The authority decides; its letter names the way to appeal."),
    NO_APPEAL(409, "There is no appeal now", "Read the decision letter: it names the way to appeal and its last day."),
    NOT_HEARD_NOW(409, "No order waits for your statement", "See GET /licences/{number}/orders for what is announced."),
    LICENCE_ENDED(409, "The licence has ended", "See GET /licences/{number}/history; a new one needs an application."),
    UNKNOWN_CHANGE_CLASS(422, "The scheme has no such class of changes", "Choose one of those that the detail names."),
    CHANGE_CLASS_TOO_LOW(
            422,
            "The change asks for a graver class",
            "Notify it under the class that the detail names; 'errors' says which fields ask for it."),
    CHANGE_NEEDS_APPLICATION(
            409,
            "This change needs an application",
            "Draft the application that the detail names: POST /applications. 'errors' says which fields ask for it."),
    REVOCATION_OPEN(
            409,
            "A revocation is announced or under appeal",
            "State your view on the order; what the holder asks for has to wait until it is decided."),
    APPLICATION_ABOUT_LICENCE(
            409, "An application about this licence is open", "Withdraw it first, or wait for its decision."),
    WINDING_DOWN(409, "The licence is being given back", "It ends on its last day: GET /licences/{number}."),
    NOT_TRANSFERABLE(
            409, "This licence cannot pass to another holder", "The new holder applies for a licence of its own."),
    DOCUMENT_MISSING(
            422, "A document has not been uploaded", "Upload what every item of 'errors' names, then send it again."),
    NOT_A_DRAFT(
            409,
            "The dossier is frozen",
            "A dossier changes only while the application is a draft or has been returned to you."),
    DOSSIER_INCOMPLETE(
            422,
            "The dossier is not complete",
            "Mend every item of 'errors', then submit again; POST .../validations"
                    + " tells the same without submitting."),
    SCHEME_UNKNOWN(422, "The scheme or its track or region is not known", "Choose one of those that 'errors' names."),
    SCHEME_UNAVAILABLE(
            503,
            "No copy of the scheme is here yet",
            "The draft is kept. Repeat the request when review-service has been reachable once."),
    LETTER_UNAVAILABLE(
            503,
            "The decision letter cannot be fetched now",
            "Read GET /applications/{id}/decision, which says the same, and repeat the request in a minute."),
    MEDIA_TYPE_REFUSED(
            422,
            "This kind of document is not taken",
            "Send a whole file of one of the kinds that the detail names. Text has to be UTF-8."),
    MEDIA_TYPE_MISMATCH(
            422, "The document is of another kind than you declared", "Declare the kind that it has, or none."),
    POLYGLOT(422, "The document is two files in one", "Send each file by itself."),
    ARCHIVE_REFUSED(
            422,
            "The archive is not safe to open",
            "Pack it anew: no links, no paths that lead out, no encryption, within the bounds that 'errors' names."),
    ACTIVE_CONTENT(422, "The document would act when it is opened", "Save it without macros, scripts and entities."),
    IMAGE_REFUSED(422, "The image is too large to show", "Save it with fewer pixels."),
    MALWARE_FOUND(422, "The document carries malware", "Clean the machine that it comes from. Nothing was kept."),
    SCANNER_UNAVAILABLE(
            503,
            "The malware scanner gives no verdict",
            "Send it again later; a resumable upload keeps its bytes: repeat its last PATCH without any."),
    BODY_INCOMPLETE(400, "The body broke off", "Send the whole body, or use POST /uploads and go on where it broke."),
    BODY_TOO_SLOW(408, "The body came too slowly", "Use POST /uploads and send it in parts."),
    QUOTA_EXCEEDED(
            413,
            "Your room for documents is used up",
            "Abandon uploads that you do not need, or ask the authority for more room."),
    UPLOAD_OFFSET_MISMATCH(
            409, "The upload stands elsewhere", "Go on from the offset that the header Upload-Offset names."),
    UPLOAD_ENDED(409, "The upload has ended", "Its document is at GET /documents/{sha256}."),
    HASH_MISMATCH(
            422, "The content has another SHA-256", "Compute the SHA-256 of the very bytes that you send, and repeat.");

    private final int status;
    private final String title;
    private final String remedy;

    RegistryProblem(int status, String title, String remedy) {
        this.status = status;
        this.title = title;
        this.remedy = remedy;
    }

    @Override
    public int status() {
        return status;
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public String remedy() {
        return remedy;
    }

    /// Gives each type its page.
    @ApplicationScoped
    static class Catalogue implements ProblemCatalogue {
        @Override
        public List<? extends ProblemType> types() {
            return List.of(values());
        }
    }
}
