package org.llmregistry.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.llmregistry.kernel.testing.Examples;
import org.llmregistry.kernel.testing.Thing;
import org.llmregistry.kernel.web.Digests;

/// What vendors have, in any state: copies of one application that went through the API, made in milliseconds.
@ApplicationScoped
public class Things {

    private static final AtomicInteger NUMBERS = new AtomicInteger();
    private static final UUID THIRD_PARTY = UUID.randomUUID();
    private static final UUID SELLER = UUID.randomUUID();

    private final AgroalDataSource database;
    private final Map<UUID, UUID> templates = new ConcurrentHashMap<>();

    Things(AgroalDataSource database) {
        this.database = database;
    }

    /// A complete application with a revision, a round of questions and a notice.
    private UUID template(UUID vendor) {
        return templates.computeIfAbsent(vendor, any -> {
            String id = Given.asked(vendor);
            Given.review()
                    .body(Examples.with("receiveNotice", "messageId", UUID.randomUUID())
                            .toString())
                    .post("/applications/" + id + "/hearings")
                    .then()
                    .statusCode(202);
            return UUID.fromString(id);
        });
    }

    Thing version(UUID vendor) {
        UUID model = UUID.randomUUID();
        UUID version = UUID.randomUUID();
        UUID from = template(vendor);
        update("""
                INSERT INTO model (id, vendor_id, name, other_names, purpose, scope, registered_at, version)
                SELECT ?, m.vendor_id, ?, m.other_names, m.purpose, m.scope, m.registered_at, 0
                FROM application a JOIN model_version v ON v.id = a.model_version_id JOIN model m ON m.id = v.model_id
                WHERE a.id = ?""", model, "Model " + model, from);
        update("""
                INSERT INTO model_version (id, model_id, label, modalities_in, modalities_out, total_parameters,
                  active_parameters, context_window, architecture, weights_licence, relation, base_model_name,
                  own_training, manifest_digest, file_count, byte_count, registered_at)
                SELECT ?, ?, '1', modalities_in, modalities_out, total_parameters, active_parameters, context_window,
                  architecture, weights_licence, relation, base_model_name, own_training, ?, file_count, byte_count,
                  v.registered_at
                FROM application a JOIN model_version v ON v.id = a.model_version_id
                WHERE a.id = ?""", version, model, Digests.sha256Hex(version.toString()), from);
        update("INSERT INTO weights_file VALUES (?, 'model.bin', 1, ?)", version, Digests.sha256Hex("file" + version));
        return new Thing(Map.of("id", text(model), "versionId", text(version), "modelVersionId", text(version)));
    }

    Thing application(String status, UUID vendor) {
        UUID id = UUID.randomUUID();
        UUID from = template(vendor);
        boolean draft = status.equals("DRAFT");
        update(
                """
                INSERT INTO application (id, number, vendor_id, model_version_id, scheme_code, track, kind, region,
                  status, dossier, revision, defects, scheme_version, drafted_at, submitted_at, decided_at, version)
                SELECT ?, ?, vendor_id, ?, scheme_code, track, kind, region, ?, dossier, ?, defects, 1, drafted_at, now(), now(), 0
                FROM application WHERE id = ?""",
                id,
                draft ? null : "APP-1999-%06d".formatted(NUMBERS.incrementAndGet()),
                UUID.fromString(version(vendor).ids().get("versionId")),
                status,
                draft ? 0 : 1,
                from);
        if (!draft) {
            copy("application_revision", "number, dossier, sha256, submitted_at", id, from);
        }
        copy("information_request", "number, sent_at, due_on, items, version", id, from);
        copy("hearing", "number, intended_outcome, reasons, noticed_at, answer_by, documents, version", id, from);
        update("""
                INSERT INTO decision (application_id, number, outcome, decided_at, scheme_code, scheme_version, reasons,
                  clause_reasons, waivers, conditions, published)
                VALUES (?, 1, 'REFUSED', now(), 'DEMO', 1, 'What we found.', '[]', '[]', '[]', false)""", id);
        update("""
                INSERT INTO held_condition (id, application_id, code, text, status, since, version)
                VALUES (gen_random_uuid(), ?, 'C1', 'Say who trained it.', 'OPEN', now(), 0)""", id);
        return new Thing(Map.of("id", text(id), "applicationId", text(id), "number", "1"));
    }

    /// A draft that changes what is licensed.
    Thing variation(UUID vendor) {
        Thing draft = application("DRAFT", vendor);
        update(
                "UPDATE application SET kind = 'VARIATION', licence_number = ? WHERE id::text = ?",
                granted("ACTIVE", vendor).ids().get("number"),
                draft.ids().get("id"));
        return draft;
    }

    /// A sample that the authority has committed itself to, without a bank.
    Thing draw(UUID vendor) {
        Thing application = application("ACCEPTED", vendor);
        String id = application.ids().get("id");
        update("""
                INSERT INTO sample_draw (application_id, number, suite, size, commitment, committed_at, version)
                VALUES (CAST(? AS uuid), 1, 'content-safety', 10, ?, now(), 0)""", id, Digests.sha256Hex(id));
        return application;
    }

    /// A licence of somebody else that is offered to this vendor.
    Thing offer(UUID vendor) {
        Thing licence = granted("ACTIVE", templates.computeIfAbsent(SELLER, any -> Given.registeredVendor()));
        update("""
                INSERT INTO licence_transfer (id, licence_id, from_vendor, from_holder, to_vendor, to_holder, reasons, offered_at)
                SELECT gen_random_uuid(), id, vendor_id, holder, ?, 'Buyer', 'Sold.', now() FROM licence WHERE number = ?""", vendor, licence.ids().get("number"));
        return licence;
    }

    /// With an order in force and one that is announced, a change, an incident, and an offer to a vendor that is nobody
    /// else here; with its surrender when it was surrendered.
    Thing licence(String status, UUID vendor) {
        Map<String, String> granted = granted(status, vendor).ids();
        UUID id = UUID.fromString(granted.get("licence"));
        UUID inForce = order(id, "RESTRICT", "Not for minors.", "CONFIRMED", "now()");
        UUID announced = order(id, "SUSPEND", null, "PROPOSED", "NULL");
        afterTheGrant(id, status);
        Map<String, String> ids = new HashMap<>(granted);
        ids.put("order", text(inForce));
        ids.put("announced", text(announced));
        return new Thing(ids);
    }

    private Thing granted(String status, UUID vendor) {
        UUID id = UUID.randomUUID();
        UUID application = UUID.fromString(application("APPROVED", vendor).ids().get("id"));
        String number = "MX-%06d".formatted(NUMBERS.incrementAndGet());
        update(
                """
                INSERT INTO licence (id, number, number_key, track, scheme_code, scheme_version, holder, model_name, vendor_id,
                  version_id, version_label, manifest_digest, application_id, decided_on, valid_from, conditions, status,
                  superseded_by, version)
                SELECT ?, ?, ?, a.track, a.scheme_code, 1, 'Holder', 'Model', a.vendor_id, v.id, v.label, v.manifest_digest, a.id,
                  '2026-01-01', '2026-01-01', '[]', ?, ?, 0
                FROM application a JOIN model_version v ON v.id = a.model_version_id WHERE a.id = ?""",
                id,
                number,
                number.replace("-", "").toLowerCase(java.util.Locale.ROOT),
                status,
                status.equals("SUPERSEDED") ? number : null,
                application);
        return new Thing(Map.of("number", number, "licence", text(id), "application", text(application)));
    }

    private void afterTheGrant(UUID licence, String status) {
        update("""
                INSERT INTO licence_change (id, licence_id, number, change_class, duty, description, effective_on, late,
                  differences, documents, notified_at)
                VALUES (gen_random_uuid(), ?, 1, 'MINOR', 'NOTIFY', 'Another address.', '2026-02-01', false, '[]', '{}', now())""", licence);
        update("""
                INSERT INTO licence_incident (id, licence_id, number, occurred_at, known_at, description, harm, affected_users,
                  corrective_measures, documents, late, reported_at)
                VALUES (gen_random_uuid(), ?, 1, now(), now(), 'Leaked prompts.', 'PRIVACY', 3, 'Closed.', '{}', false, now())""", licence);
        update("""
                INSERT INTO licence_transfer (id, licence_id, from_vendor, from_holder, to_vendor, to_holder, reasons, offered_at)
                SELECT gen_random_uuid(), id, vendor_id, holder, ?, 'Third party', 'Sold.', now() FROM licence WHERE id = ?""", templates.computeIfAbsent(THIRD_PARTY, any -> Given.registeredVendor()), licence);
        if (status.equals("SURRENDERED")) {
            update("""
                    INSERT INTO licence_surrender (licence_id, last_day_of_service, wind_down_plan, documents, late, told_at)
                    VALUES (?, '2026-02-01', 'Users were told.', '{}', false, now())""", licence);
            update("UPDATE licence SET valid_to = '2026-02-01' WHERE id = ?", licence);
        }
    }

    Thing document(UUID vendor) {
        String content = "Report " + UUID.randomUUID();
        String sha256 = Digests.sha256Hex(content);
        Given.vendor(vendor)
                .contentType("application/octet-stream")
                .header("If-None-Match", "*")
                .body(content.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .put("/documents/" + sha256)
                .then()
                .statusCode(201);
        return new Thing(Map.of("sha256", sha256));
    }

    Thing upload(UUID vendor) {
        UUID id = UUID.randomUUID();
        update("""
                INSERT INTO upload (id, vendor_id, sha256, size, received, opened_at, expires_at, complete)
                VALUES (?, ?, ?, 4, 0, now(), now() + interval '1 day', false)""", id, vendor, Digests.sha256Hex(id.toString()));
        return new Thing(Map.of("id", text(id)));
    }

    /// The rows of a thing as text, and what hangs on them.
    String snapshot(String about, Thing thing) {
        return switch (about) {
            case "vendor" ->
                row(
                        "SELECT v::text FROM vendor v WHERE id::text = ?",
                        thing.ids().get("id"));
            case "version" ->
                row(
                        "SELECT m::text || (SELECT count(*) FROM model_version v WHERE v.model_id = m.id)"
                                + " || (SELECT count(*) FROM application a JOIN model_version v ON v.id = a.model_version_id"
                                + " WHERE v.model_id = m.id) FROM model m WHERE id::text = ?",
                        thing.ids().get("id"));
            case "document" ->
                row(
                        "SELECT string_agg(d::text, ';') FROM document d WHERE sha256 = ?",
                        thing.ids().get("sha256"));
            case "upload" ->
                row(
                        "SELECT u::text FROM upload u WHERE id::text = ?",
                        thing.ids().get("id"));
            case "draw" ->
                row(
                        "SELECT d::text FROM sample_draw d WHERE application_id::text = ?",
                        thing.ids().get("id"));
            case "application", "variation" -> row("""
                        SELECT a::text || (SELECT string_agg(h::text, ';') FROM hearing h WHERE h.application_id = a.id)
                          || (SELECT string_agg(r::text, ';') FROM information_request r WHERE r.application_id = a.id)
                          || (SELECT count(*) FROM appeal p WHERE p.application_id = a.id)
                          || (SELECT count(*) FROM application_event e WHERE e.application_id = a.id)
                          || (SELECT count(*) FROM condition_evidence s JOIN held_condition c ON c.id = s.condition_id
                              WHERE c.application_id = a.id)
                        FROM application a WHERE id::text = ?""", thing.ids().get("id"));
            case "offer" ->
                row(
                        "SELECT l::text || (SELECT t::text FROM licence_transfer t WHERE t.licence_id = l.id) FROM licence l WHERE number = ?",
                        thing.ids().get("number"));
            case "licence" -> row("""
                        SELECT l::text || (SELECT string_agg(o::text, ';' ORDER BY o.id) FROM licence_order o WHERE o.licence_id = l.id)
                          || (SELECT string_agg(c::text, ';' ORDER BY c.id) FROM licence_change c WHERE c.licence_id = l.id)
                          || (SELECT string_agg(t::text, ';' ORDER BY t.id) FROM licence_transfer t WHERE t.licence_id = l.id)
                          || (SELECT count(*) FROM licence_surrender s WHERE s.licence_id = l.id)
                          || (SELECT string_agg(i::text || (SELECT count(*) FROM incident_follow_up f WHERE f.incident_id = i.id), ';' ORDER BY i.id)
                                FROM licence_incident i WHERE i.licence_id = l.id)
                        FROM licence l WHERE number = ?""", thing.ids().get("number"));
            default -> "";
        };
    }

    private UUID order(UUID licence, String sanction, String scope, String status, String effective) {
        UUID id = UUID.randomUUID();
        update("""
                INSERT INTO licence_order (id, licence_id, sanction, urgent, ground, reasons, scope, status, answer_by,
                  received_at, effective_at, stayed, version)
                VALUES (?, ?, ?, false, 'DEMO-1', 'What we found.', ?, ?, '2099-01-01', now(), %s, false, 0)""".formatted(effective), id, licence, sanction, scope, status);
        return id;
    }

    private void copy(String table, String columns, UUID application, UUID from) {
        update(
                "INSERT INTO %1$s (application_id, %2$s) SELECT ?, %2$s FROM %1$s WHERE application_id = ? AND number = 1"
                        .formatted(table, columns),
                application,
                from);
    }

    private static String text(UUID id) {
        return id.toString();
    }

    private void update(String sql, Object... arguments) {
        try (Connection connection = database.getConnection();
                PreparedStatement update = connection.prepareStatement(sql)) {
            for (int i = 0; i < arguments.length; i++) {
                update.setObject(i + 1, arguments[i]);
            }
            assertThat(update.executeUpdate()).as(sql).isEqualTo(1);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private String row(String sql, String argument) {
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(sql)) {
            query.setString(1, argument);
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return row.getString(1);
            }
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
