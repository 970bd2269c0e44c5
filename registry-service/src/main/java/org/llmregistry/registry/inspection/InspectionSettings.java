package org.llmregistry.registry.inspection;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/// What may be in a document.
@ConfigMapping(prefix = "registry.inspection")
public interface InspectionSettings {

    /// Media types that are taken; the kind is read from the bytes, never from a name.
    @WithDefault("application/pdf,text/plain,text/csv,text/markdown,application/json,image/png,image/jpeg,"
            + "application/vnd.openxmlformats-officedocument.wordprocessingml.document,"
            + "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet,"
            + "application/vnd.openxmlformats-officedocument.presentationml.presentation,"
            + "application/vnd.oasis.opendocument.text,application/vnd.oasis.opendocument.spreadsheet,"
            + "application/vnd.oasis.opendocument.presentation,application/zip,application/gzip,application/x-tar")
    Set<String> mediaTypes();

    /// Kinds that no archive may carry: programs, scripts, and archives that can't be looked into. Anything else may
    /// lie in one.
    @WithDefault("application/x-msdownload,application/x-dosexec,application/x-elf,application/x-executable,"
            + "application/x-sharedlib,application/x-object,application/x-mach-o,application/x-mach-o-executable,"
            + "application/x-sh,application/x-bat,application/java-vm,application/java-archive,"
            + "application/x-ms-shortcut,application/x-ms-installer,application/vnd.android.package-archive,"
            + "application/x-bzip2,application/x-xz,application/x-7z-compressed,application/x-rar-compressed,"
            + "application/zstd,application/x-lzma,application/x-iso9660-image,application/vnd.ms-cab-compressed")
    Set<String> neverInArchives();

    Archives archives();

    /// Most pixels of an image: what a viewer would have to hold in memory.
    @WithDefault("100000000")
    long pixels();

    /// `host:port` of a clamd. Once set, nothing is kept that it has not called clean.
    Optional<String> scanner();

    @WithDefault("PT2M")
    Duration scannerTimeout();

    /// Bounds of an archive with all that is nested in it.
    interface Archives {

        @WithDefault("10000")
        int entries();

        /// Unpacked bytes.
        @WithDefault("4G")
        MemorySize unpacked();

        /// Unpacked bytes for each byte of the file; looked at from the first mebibyte on.
        @WithDefault("100")
        int ratio();

        /// Archives in archives; an office document is one as well.
        @WithDefault("3")
        int depth();
    }
}
