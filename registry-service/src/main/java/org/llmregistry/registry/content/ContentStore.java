package org.llmregistry.registry.content;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.function.Consumer;

/// The port to where contents lie, one object for each SHA-256. An object may be there that no row tells of (its
/// transaction rolled back); the other way round never: a content is written before its row commits.
interface ContentStore {

    ContentSettings.Kind kind();

    /// Before the transaction, which must not wait for a file or another server. Replaces what is there.
    void write(Path file, String sha256, long size) throws IOException;

    /// In the transaction, after the content's row was inserted: no sweep takes the object away any more, but one may
    /// have done so since [#write].
    void settle(Path file, String sha256, long size) throws IOException;

    /// Reads piece by piece; whoever reads slowly holds no connection to the database.
    InputStream read(String sha256) throws IOException;

    /// Tells every object that was written before the instant.
    void eachWrittenBefore(Instant instant, Consumer<String> sha256) throws IOException;

    void delete(String sha256) throws IOException;
}
