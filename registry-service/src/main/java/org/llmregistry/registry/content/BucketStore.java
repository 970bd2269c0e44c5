package org.llmregistry.registry.content;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.function.Consumer;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/// Contents as objects of an S3-compatible bucket; the key is the hash. Both ways are streams with small buffers.
///
/// The server compares what it got with `Content-MD5`, which every implementation of S3 does, unlike the newer checksum
/// headers. It guards against a broken line; that the bytes are the right ones was settled by their SHA-256 before.
final class BucketStore implements ContentStore {

    private final S3Client s3;
    private final String bucket;

    BucketStore(ContentSettings.Bucket settings) {
        this.bucket = settings.name().orElseThrow(() -> missing("name"));
        S3ClientBuilder builder = S3Client.builder()
                .httpClient(UrlConnectionHttpClient.builder()
                        .connectionTimeout(Duration.ofSeconds(5))
                        .socketTimeout(Duration.ofSeconds(60))
                        .build())
                .region(Region.of(settings.region()))
                .forcePathStyle(true)
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(
                        settings.accessKey().orElseThrow(() -> missing("access-key")),
                        settings.secretKey().orElseThrow(() -> missing("secret-key")))));
        settings.endpoint().ifPresent(builder::endpointOverride);
        this.s3 = builder.build();
    }

    @Override
    public ContentSettings.Kind kind() {
        return ContentSettings.Kind.BUCKET;
    }

    @Override
    public void write(Path file, String sha256, long size) throws IOException {
        String md5 = md5(file);
        try {
            s3.putObject(
                    request -> request.bucket(bucket)
                            .key(sha256)
                            .contentLength(size)
                            .contentMD5(md5)
                            .contentType("application/octet-stream"),
                    RequestBody.fromFile(file));
        } catch (SdkException failure) {
            throw new IOException("the bucket did not take the content", failure);
        }
    }

    @Override
    public void settle(Path file, String sha256, long size) throws IOException {
        if (sizeOf(sha256) != size) {
            write(file, sha256, size);
        }
    }

    @Override
    public InputStream read(String sha256) throws IOException {
        try {
            return s3.getObject(request -> request.bucket(bucket).key(sha256));
        } catch (SdkException failure) {
            throw new IOException("the bucket did not give the content", failure);
        }
    }

    /// Objects of other names are not ours.
    @Override
    public void eachWrittenBefore(Instant instant, Consumer<String> sha256) {
        s3.listObjectsV2Paginator(request -> request.bucket(bucket)).contents().stream()
                .filter(object -> object.lastModified().isBefore(instant))
                .map(S3Object::key)
                .filter(key -> key.matches("[0-9a-f]{64}"))
                .forEach(sha256);
    }

    @Override
    public void delete(String sha256) {
        s3.deleteObject(request -> request.bucket(bucket).key(sha256));
    }

    private long sizeOf(String sha256) throws IOException {
        try {
            return s3.headObject(request -> request.bucket(bucket).key(sha256)).contentLength();
        } catch (SdkException failure) {
            if (failure instanceof S3Exception answer && answer.statusCode() == 404) {
                return -1;
            }
            throw new IOException("the bucket did not tell of the content", failure);
        }
    }

    private static String md5(Path file) throws IOException {
        try (InputStream content = Files.newInputStream(file)) {
            MessageDigest digest = MessageDigest.getInstance("MD5");
            byte[] buffer = new byte[1 << 16];
            for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
                digest.update(buffer, 0, read);
            }
            return Base64.getEncoder().encodeToString(digest.digest());
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    private static IllegalStateException missing(String setting) {
        return new IllegalStateException("registry.contents.bucket." + setting + " is not set");
    }
}
