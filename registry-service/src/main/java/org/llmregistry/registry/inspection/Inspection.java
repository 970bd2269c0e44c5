package org.llmregistry.registry.inspection;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.llmregistry.registry.RegistryProblem;

/// Decides about a received file before anything of it is kept.
@ApplicationScoped
public class Inspection {

    private final InspectionSettings settings;
    private final MediaTypes mediaTypes = new MediaTypes();
    private final MalwareScanner scanner;

    Inspection(InspectionSettings settings) {
        this.settings = settings;
        this.scanner = new MalwareScanner(settings.scanner(), settings.scannerTimeout());
    }

    /// Refuses a file that is empty, of a kind that is not taken, of another kind than declared, of two kinds at once,
    /// harmful to open, or malware.
    ///
    /// @param declared the media type that the sender names; null: none
    /// @return the media type that it has
    public String inspect(Path file, @Nullable String declared) throws IOException {
        byte[] head = head(file);
        if (head.length == 0) {
            throw Finding.of(RegistryProblem.MEDIA_TYPE_REFUSED, "", "empty", "The document has no bytes.");
        }
        if (MalwareScanner.isTestFile(head)) {
            throw MalwareScanner.found("", MalwareScanner.TEST_FILE);
        }
        String found = mediaTypes.ofHead(head);
        FileShape shape = new FileShape(file, head, settings.pixels());
        shape.refusePolyglot(found);
        if (ArchiveWalk.ARCHIVES.contains(found)) {
            found = new ArchiveWalk(mediaTypes, settings).through(file, found);
        }
        shape.hold(found);
        if (found.equals(MediaTypes.TEXT) && mediaTypes.isJson(file, head)) {
            found = "application/json";
        }
        String kept = declared != null && mediaTypes.agrees(found, declared) ? declared : found;
        refuseOthers(found, kept, declared);
        scanner.scan(file);
        return kept;
    }

    private void refuseOthers(String found, String kept, @Nullable String declared) {
        if (!settings.mediaTypes().contains(kept)) {
            throw Finding.of(
                    RegistryProblem.MEDIA_TYPE_REFUSED,
                    "",
                    "media-type",
                    "It is %s. Taken are: %s."
                            .formatted(found, String.join(", ", new TreeSet<>(settings.mediaTypes()))));
        }
        if (declared != null && !declared.equals(kept)) {
            throw Finding.of(
                    RegistryProblem.MEDIA_TYPE_MISMATCH,
                    "mediaType",
                    "media-type",
                    "You declared %s, but it is %s.".formatted(Finding.shown(declared), found));
        }
    }

    private static byte[] head(Path file) throws IOException {
        try (InputStream content = Files.newInputStream(file)) {
            return content.readNBytes(MediaTypes.HEAD);
        }
    }
}
