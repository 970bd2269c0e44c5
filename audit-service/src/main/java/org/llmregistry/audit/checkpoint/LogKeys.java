package org.llmregistry.audit.checkpoint;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.KDF;
import javax.crypto.spec.HKDFParameterSpec;
import org.llmregistry.audit.series.AuditLog;

/// The keys of the logs. The first one's is made of the configured seed itself, that of each other from the seed and
/// its origin (HKDF, RFC 5869): every log has a key of its own, and a year begins without an operator.
@ApplicationScoped
public class LogKeys {

    private static final int SEED_BYTES = 32;

    private final byte[] seed;
    private final Optional<byte[]> mlDsaSeed;
    private final Map<AuditLog, LogKey> keys = new ConcurrentHashMap<>();
    private final Map<AuditLog, MlDsaKey> mlDsaKeys = new ConcurrentHashMap<>();

    LogKeys(LogSettings settings) {
        this.seed = Base64.getDecoder().decode(settings.key().strip());
        this.mlDsaSeed = settings.mlDsaKey().map(text -> Base64.getDecoder().decode(text.strip()));
    }

    public String verifierKey(AuditLog log) {
        return of(log).verifierKey();
    }

    /// Empty when the logs sign with Ed25519 alone.
    public Optional<String> secondVerifierKey(AuditLog log) {
        return second(log).map(MlDsaKey::verifierKey);
    }

    LogKey of(AuditLog log) {
        return keys.computeIfAbsent(log, each -> LogKey.ofSeed(each.origin(), seedOf(each, seed)));
    }

    Optional<MlDsaKey> second(AuditLog log) {
        return mlDsaSeed.map(given ->
                mlDsaKeys.computeIfAbsent(log, each -> MlDsaKey.ofSeed(each.origin(), seedOf(each, given))));
    }

    static byte[] seedOf(AuditLog log, byte[] configured) {
        if (log.isFirst()) {
            return configured;
        }
        try {
            return KDF.getInstance("HKDF-SHA256")
                    .deriveData(HKDFParameterSpec.ofExtract()
                            .addIKM(configured)
                            .thenExpand(log.origin().getBytes(StandardCharsets.UTF_8), SEED_BYTES));
        } catch (GeneralSecurityException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
