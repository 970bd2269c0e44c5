-- Applications that are not closed (ApplicationStatus.closed), as far as the caller may see them.
CREATE VIEW open_application WITH (security_invoker = true) AS
    SELECT id, model_version_id, licence_number, base_licence_number FROM application
    WHERE status NOT IN ('APPROVED', 'REFUSED', 'WITHDRAWN', 'LAPSED');
GRANT SELECT ON open_application TO ${runtimeRole};
