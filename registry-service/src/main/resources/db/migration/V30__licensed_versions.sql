-- All that a verification, which is everybody's, may learn of the vendors' manifests: which licensed versions have one of
-- these digests. It looks with the eyes of the office (ADR 0019), shows nothing of a version without a licence, and gives
-- the caller its own scope back; after an error the transaction does.
CREATE FUNCTION licensed_versions(digests text[]) RETURNS TABLE (version_id uuid, digest text, of_manifest boolean)
    LANGUAGE plpgsql AS $$
DECLARE
    caller CONSTANT text := coalesce(current_setting('registry.scope', true), '');
BEGIN
    PERFORM set_config('registry.scope', 'office', true);
    RETURN QUERY
        SELECT v.id, v.manifest_digest, true FROM model_version v
        WHERE v.manifest_digest = ANY (digests) AND EXISTS (SELECT FROM licence l WHERE l.version_id = v.id)
        UNION
        SELECT f.version_id, f.sha256, false FROM weights_file f
        WHERE f.sha256 = ANY (digests) AND EXISTS (SELECT FROM licence l WHERE l.version_id = f.version_id);
    PERFORM set_config('registry.scope', caller, true);
END $$;
