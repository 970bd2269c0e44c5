package org.llmregistry.registry.lineage;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.agroal.api.AgroalDataSource;
import io.restassured.response.ValidatableResponse;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.llmregistry.kernel.testing.Examples;
import org.llmregistry.kernel.web.Digests;
import org.llmregistry.registry.Given;
import org.llmregistry.registry.imports.Lists;
import org.llmregistry.registry.licence.DecidedApplications;

/// Licensed models that rest on each other, under the scheme DEMO.
@ApplicationScoped
class Family {

    private final DecidedApplications given;
    private final AgroalDataSource database;
    private final Inheriting inheriting;

    Family(DecidedApplications given, AgroalDataSource database, Inheriting inheriting) {
        this.given = given;
        this.database = database;
        this.inheriting = inheriting;
    }

    /// @param entry of the register
    record Member(DecidedApplications.Case about, String number, UUID entry) {}

    Member licensed() {
        return licensed(given.proposed(Lists.unique("Model ")), Instant.parse("2025-07-20T09:15:00Z"));
    }

    Member licensed(DecidedApplications.Case about, Instant at) {
        String number = DecidedApplications.decide(about, "GRANTED", at)
                .then()
                .statusCode(202)
                .extract()
                .path("licenceNumber");
        return new Member(
                about, number, UUID.fromString(one("SELECT entry_id FROM entry_licence WHERE number = '%s'", number)));
    }

    /// A licensed model whose version was made from these.
    Member derived(String relation, Member... bases) {
        Member heir = licensed();
        String digest = Digests.sha256Hex("derived" + heir.number());
        List<String> others = new ArrayList<>();
        for (int i = 1; i < bases.length; i++) {
            others.add(bases[i].entry().toString());
        }
        run(
                """
                INSERT INTO model_version (id, model_id, label, modalities_in, modalities_out, total_parameters, context_window,
                  architecture, weights_licence, relation, base_model_id, other_base_model_ids, manifest_digest, file_count,
                  byte_count, registered_at)
                SELECT gen_random_uuid(), model_id, 'derived', '{TEXT}', '{TEXT}', 7000000000, 8192, 'transformer', 'proprietary',
                  '%s', '%s', '{%s}', '%s', 0, 0, now() FROM model_version WHERE id = '%s'""",
                relation,
                bases[0].entry(),
                String.join(",", others),
                digest,
                heir.about().version());
        run("""
                UPDATE licence SET manifest_digest = '%1$s', version_id = (SELECT id FROM model_version WHERE manifest_digest = '%1$s')
                WHERE number = '%2$s'""", digest, heir.number());
        run("UPDATE register_entry SET base_entries = '{%s}' WHERE id = '%s'", bases[0].entry(), heir.entry());
        run("INSERT INTO lineage_change (entry_id, since) VALUES ('%s', '2025-07-20')", heir.entry());
        return heir;
    }

    /// What review tells of an order of two persons, and everything that follows from it.
    void order(Member licensed, String sanction, String day) {
        tell(order(licensed.about(), sanction), "CONFIRMED", day + "T00:00:00Z");
        follow();
    }

    static ObjectNode order(DecidedApplications.Case about, String sanction) {
        ObjectNode order = Examples.with("receiveOrder", "orderId", UUID.randomUUID())
                .put("applicationId", about.application().toString())
                .put("sanction", sanction);
        if (!sanction.equals("RESTRICT")) {
            order.remove("scope");
        }
        return sanction.equals("SUSPEND") ? order.put("endCondition", "The filter is mended.") : order;
    }

    static void tell(ObjectNode order, String status, String at) {
        Given.review()
                .body(order.put("messageId", UUID.randomUUID().toString())
                        .put("status", status)
                        .put("at", at)
                        .toString())
                .post("/orders")
                .then()
                .statusCode(202);
    }

    /// The service's own job may have taken the work: all of it is done when nothing is written down any more.
    void follow() {
        inheriting.follow();
        await().until(() -> one("SELECT (SELECT count(*) FROM lineage_change) + (SELECT count(*) FROM lineage_look)")
                .equals("0"));
    }

    static ValidatableResponse licence(Member member) {
        return Given.anybody().get("/licences/" + member.number()).then().statusCode(200);
    }

    static ValidatableResponse verdict(Member member) {
        return Given.anybody()
                .contentType("application/json")
                .body(Map.of("licenceNumber", member.number()))
                .post("/verifications")
                .then()
                .statusCode(200);
    }

    /// Models, versions, entries and licences by the thousand, each number beginning with the prefix. Model 1 rests on
    /// the base. In a chain each further one rests on the one before; otherwise they rest on the base too, every
    /// second by a registration that names its licence.
    void stock(String prefix, int count, boolean chain, Member base) {
        String id = "CAST(md5('" + prefix + "%s' || %s) AS uuid)";
        String vendor = id.formatted("vendor", "''");
        String rests = chain
                ? "CASE i WHEN 1 THEN CAST('%s' AS uuid) ELSE %s END"
                        .formatted(base.entry(), id.formatted("entry", "(i - 1)"))
                : "CASE i %%%% 2 WHEN 0 THEN CAST('%s' AS uuid) END".formatted(base.entry());
        String each = " FROM generate_series(1, %d) AS i".formatted(count);
        String name = "'" + prefix + "-' || i";
        for (String sql : List.of(
                "INSERT INTO vendor (id, legal_name, registration_id, region, address, contact_email, registered_at, version) VALUES ("
                        + vendor + ", '" + prefix + "', '" + prefix
                        + "', 'CN-BJ', 'Somewhere 1', 'office@example.org', now(), 0)",
                "INSERT INTO model (id, vendor_id, name, other_names, purpose, scope, registered_at, version) SELECT "
                        + id.formatted("model", "i") + ", " + vendor + ", " + name
                        + ", '{}', 'chat', 'GENERAL', now(), 0" + each,
                "INSERT INTO register_entry (id, kind, name, other_names, developer, base_models, base_entries, known_since, model_id,"
                        + " name_keys, developer_keys, developer_text, base_keys, search_text, version) SELECT "
                        + id.formatted("entry", "i") + ", 'MODEL', " + name + ", '{}', '" + prefix
                        + "', '{}', '{}', '2025-07-20', "
                        + id.formatted("model", "i") + ", '{}', '{}', '', '{}', '', 0" + each,
                "INSERT INTO model_version (id, model_id, label, modalities_in, modalities_out, total_parameters, context_window,"
                        + " architecture, weights_licence, relation, base_model_id, manifest_digest, file_count, byte_count,"
                        + " registered_at) SELECT " + id.formatted("version", "i") + ", " + id.formatted("model", "i")
                        + ", '1', '{TEXT}', '{TEXT}', 1, 1, 't', 'p', CASE WHEN base IS NULL THEN 'PRETRAINED' ELSE 'FINE_TUNED' END,"
                        + " base, '" + "0".repeat(64) + "', 0, 0, now() FROM (SELECT i, " + rests + " AS base" + each
                        + ") made",
                "INSERT INTO licence (id, number, number_key, track, scheme_code, scheme_version, holder, model_name, vendor_id,"
                        + " version_id, manifest_digest, decided_on, valid_from, conditions, status, version, rests_on) SELECT "
                        + id.formatted("licence", "i") + ", " + name + ", '', 'MODEL', 'DEMO', 1, '" + prefix + "', "
                        + name + ", " + vendor
                        + ", " + id.formatted("version", "i") + ", '', '2025-07-20', '2025-07-20', '[]', 'ACTIVE', 0, "
                        + (chain ? "NULL" : "CASE i %% 2 WHEN 1 THEN '" + base.number() + "' END") + each,
                "INSERT INTO entry_licence (number, entry_id, kind, track, model_name, holder, decided_on, conditions, version) SELECT "
                        + name + ", " + id.formatted("entry", "i") + ", 'MODEL', 'MODEL', " + name + ", '" + prefix
                        + "', '2025-07-20', '{}', 0" + each,
                "INSERT INTO licence_period (id, number, status, standing, from_on) SELECT "
                        + id.formatted("period", "i") + ", " + name + ", 'ACTIVE', 'IN_FORCE', '2025-07-20'" + each)) {
            run(sql);
        }
    }

    void run(String sql, Object... values) {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql.formatted(values));
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    String one(String sql, Object... values) {
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(sql.formatted(values));
                var row = query.executeQuery()) {
            row.next();
            return row.getString(1);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
