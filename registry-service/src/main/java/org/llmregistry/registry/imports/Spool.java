package org.llmregistry.registry.imports;

import io.agroal.api.AgroalDataSource;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Enumeration;
import java.util.HexFormat;
import java.util.NoSuchElementException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.llmregistry.kernel.problem.CommonProblem;
import org.llmregistry.kernel.problem.Refusal;
import org.llmregistry.kernel.web.Digests;
import org.llmregistry.kernel.web.Ids;

/// Keeps lists in parts of 256 KiB while they stream through: no list is ever in memory, none in a temporary file.
@ApplicationScoped
class Spool {

    private static final int PART_SIZE = 256 * 1024;

    private final AgroalDataSource database;
    private final long maxSize;

    Spool(AgroalDataSource database, ImportSettings settings) {
        this.database = database;
        this.maxSize = settings.maxSize().asLongValue();
    }

    /// Passes a list on while it keeps and hashes it. Each part is stored by itself: a slow upload holds no
    /// transaction.
    final class Writing extends InputStream {

        private final InputStream upload;
        private final UUID file = Ids.next();
        private final MessageDigest digest = Digests.newSha256();
        private final byte[] part = new byte[PART_SIZE];
        private int filled;
        private int parts;
        private long size;

        private Writing(InputStream upload) {
            this.upload = upload;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            int count = upload.read(into, from, Math.min(length, PART_SIZE - filled));
            if (count > 0) {
                size += count;
                if (size > maxSize) {
                    throw Refusal.of(
                            CommonProblem.CONTENT_TOO_LARGE, "A list may have up to %d bytes.".formatted(maxSize));
                }
                digest.update(into, from, count);
                System.arraycopy(into, from, part, filled, count);
                filled += count;
                if (filled == PART_SIZE) {
                    flushPart();
                }
            }
            return count;
        }

        private void flushPart() {
            execute(
                    "INSERT INTO import_part (file_id, part, content) VALUES (?, ?, ?)",
                    file,
                    parts++,
                    Arrays.copyOf(part, filled));
            filled = 0;
        }

        /// Names the content by its hash; the same bytes are kept once.
        String finish() {
            if (filled > 0) {
                flushPart();
            }
            String sha256 = HexFormat.of().formatHex(digest.digest());
            int kept = execute(
                    "INSERT INTO import_file (id, sha256, size) VALUES (?, ?, ?) ON CONFLICT (sha256) DO NOTHING",
                    file,
                    sha256,
                    size);
            if (kept == 0) {
                forget();
            }
            return sha256;
        }

        void forget() {
            execute("DELETE FROM import_part WHERE file_id = ?", file);
        }
    }

    Writing write(InputStream upload) {
        return new Writing(upload);
    }

    /// The kept content, fetched part by part.
    InputStream read(String sha256) {
        UUID file = fileOf(sha256);
        return new SequenceInputStream(new Enumeration<>() {
            private int next;
            private byte @Nullable [] content = partOf(file, next);

            @Override
            public boolean hasMoreElements() {
                return content != null;
            }

            @Override
            public InputStream nextElement() {
                if (content == null) {
                    throw new NoSuchElementException();
                }
                InputStream part = new ByteArrayInputStream(content);
                content = partOf(file, ++next);
                return part;
            }
        });
    }

    /// Parts of uploads that broke off.
    @Scheduled(every = "1h", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void sweep() {
        execute("DELETE FROM import_part WHERE created_at < now() - interval '1 hour'"
                + " AND NOT EXISTS (SELECT FROM import_file WHERE id = file_id)");
    }

    private UUID fileOf(String sha256) {
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement("SELECT id FROM import_file WHERE sha256 = ?")) {
            query.setString(1, sha256);
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return row.getObject(1, UUID.class);
            }
        } catch (SQLException failure) {
            throw new IllegalStateException("the list could not be found", failure);
        }
    }

    private byte @Nullable [] partOf(UUID file, int part) {
        try (Connection connection = database.getConnection();
                PreparedStatement query =
                        connection.prepareStatement("SELECT content FROM import_part WHERE file_id = ? AND part = ?")) {
            query.setObject(1, file);
            query.setInt(2, part);
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? row.getBytes(1) : null;
            }
        } catch (SQLException failure) {
            throw new IllegalStateException("a part of the list could not be read", failure);
        }
    }

    private int execute(String sql, Object... values) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            return statement.executeUpdate();
        } catch (SQLException failure) {
            throw new IllegalStateException("the list could not be kept", failure);
        }
    }
}
