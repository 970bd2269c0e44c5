-- Versions of schemes that keep from the public what a licensed model rests on.
CREATE VIEW scheme_hiding_base AS
    SELECT code, version FROM scheme_copy WHERE NOT content -> 'register' -> 'publicFields' @> '["baseModel"]';
GRANT SELECT ON scheme_hiding_base TO ${runtimeRole};
