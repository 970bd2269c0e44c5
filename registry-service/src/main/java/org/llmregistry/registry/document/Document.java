package org.llmregistry.registry.document;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hibernate.annotations.Immutable;
import org.jboss.resteasy.reactive.RestResponse;
import org.llmregistry.kernel.problem.Refusal;
import org.llmregistry.kernel.problem.Violation;
import org.llmregistry.registry.RegistryProblem;

/// A vendor's upload of a content. The content may have been stored by another vendor before; neither can tell.
@Entity
@Immutable
public class Document extends PanacheEntityBase {

    @Embeddable
    record Key(UUID vendorId, String sha256) {}

    @EmbeddedId
    private Key key;

    private long size;
    private String mediaType;
    private Instant uploadedAt;

    @SuppressWarnings("NullAway.Init") // filled by Hibernate
    protected Document() {}

    Document(UUID vendorId, String sha256, long size, String mediaType, Instant uploadedAt) {
        this.key = new Key(vendorId, sha256);
        this.size = size;
        this.mediaType = mediaType;
        this.uploadedAt = uploadedAt;
    }

    String sha256() {
        return key.sha256();
    }

    long size() {
        return size;
    }

    String mediaType() {
        return mediaType;
    }

    Instant uploadedAt() {
        return uploadedAt;
    }

    /// As a browser must take it: to be saved, never shown.
    public RestResponse.ResponseBuilder<InputStream> attachment(InputStream content) {
        return RestResponse.ResponseBuilder.ok(content)
                .type(MediaType.APPLICATION_OCTET_STREAM_TYPE)
                .header(HttpHeaders.CONTENT_LENGTH, size)
                .header(HttpHeaders.ETAG, "\"" + sha256() + "\"")
                .header("Content-Disposition", "attachment; filename=\"" + sha256() + "\"")
                .header("Content-Security-Policy", "sandbox");
    }

    /// Which of these contents the vendor has uploaded.
    public static Set<String> uploadedBy(UUID vendorId, Collection<String> hashes) {
        return Document.<Document>list("key.vendorId = ?1 and key.sha256 in ?2", vendorId, hashes).stream()
                .map(Document::sha256)
                .collect(Collectors.toSet());
    }

    static Optional<Document> of(UUID vendorId, String sha256) {
        return findByIdOptional(new Key(vendorId, sha256));
    }

    public static Document requireOf(UUID vendorId, String sha256) {
        return of(vendorId, sha256).orElseThrow(() -> Refusal.notFound("The document " + sha256));
    }

    static List<Document> after(UUID vendorId, String sha256, int most) {
        return Document.<Document>find("key.vendorId = ?1 and key.sha256 > ?2 order by key.sha256", vendorId, sha256)
                .page(0, most)
                .list();
    }

    /// What of these the vendor has not uploaded.
    ///
    /// @param pointer of the list
    public static List<Violation> missing(UUID vendor, List<String> hashes, String pointer) {
        Set<String> uploaded = uploadedBy(vendor, hashes);
        List<Violation> missing = new ArrayList<>();
        for (int i = 0; i < hashes.size(); i++) {
            if (!uploaded.contains(hashes.get(i))) {
                missing.add(new Violation(
                        "%s/%d".formatted(pointer, i), "uploaded", "Upload it first: PUT /documents/" + hashes.get(i)));
            }
        }
        return missing;
    }

    public static void requireUploaded(UUID vendor, List<String> hashes, String pointer) {
        refuse(missing(vendor, hashes, pointer));
    }

    public static void refuse(List<Violation> missing) {
        if (!missing.isEmpty()) {
            throw Refusal.of(
                    RegistryProblem.DOCUMENT_MISSING, "%d documents are missing.".formatted(missing.size()), missing);
        }
    }
}
