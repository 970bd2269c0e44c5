package org.llmregistry.registry.content;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// Where contents are kept, and what is bounded on their way in.
@ConfigMapping(prefix = "registry.contents")
public interface ContentSettings {

    /// Where new contents go. Those that are there stay readable, as long as their store is still configured.
    @WithDefault("DATABASE")
    Kind store();

    /// Root of the store `FOLDER`.
    Optional<Path> folder();

    /// The store `BUCKET`.
    Bucket bucket();

    /// Folder for bodies on their way in; best on the file system of the store `FOLDER`, where a content then is linked
    /// and not copied.
    @WithDefault("${java.io.tmpdir}/registry-contents")
    Path spool();

    /// Bytes that all bodies on their way in may take up there together; further ones are asked to come back (503).
    MemorySize spoolSize();

    /// Within this time a body has to have arrived, however steadily it trickles.
    @WithDefault("PT15M")
    Duration receiveWithin();

    /// Kinds of stores, as each content remembers its own.
    enum Kind {
        DATABASE,
        FOLDER,
        BUCKET
    }

    /// An S3-compatible bucket.
    interface Bucket {

        Optional<String> name();

        /// Address of the S3 API; unset: Amazon's of the region.
        Optional<URI> endpoint();

        @WithDefault("us-east-1")
        String region();

        Optional<String> accessKey();

        Optional<String> secretKey();
    }
}
