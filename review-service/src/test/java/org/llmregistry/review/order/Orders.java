package org.llmregistry.review.order;

import static org.llmregistry.review.Given.as;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.agroal.api.AgroalDataSource;
import io.quarkus.arc.Arc;
import io.restassured.response.Response;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.ConfigProvider;
import org.llmregistry.kernel.testing.Examples;
import org.llmregistry.review.Given;

/// Orders as the persons of the authority give them.
public final class Orders {

    private Orders() {}

    /// @return id of a case in which a licence was granted, by dora
    public static String grantedCase() {
        String id = Given.recommendedCase();
        Given.decision(id, "dora", "GRANTED").then().statusCode(200);
        return id;
    }

    static ObjectNode order(String caseId, String sanction) {
        ObjectNode order = Examples.of("proposeOrder");
        order.put("caseId", caseId).put("sanction", sanction).remove("scope");
        switch (sanction) {
            case "RESTRICT" -> order.put("scope", "Not to be offered to minors.");
            case "SUSPEND" -> order.put("endCondition", "The filter is mended.");
            case "LIFT", "REINSTATE" ->
                order.put("ground", "CORRECTED").put("correctiveEvidence", "300 of 300 questions are refused.");
            default -> {}
        }
        return order;
    }

    public static Response propose(String caseId, String sanction, String person) {
        return propose(order(caseId, sanction), person);
    }

    static Response propose(ObjectNode order, String person) {
        return as(person, "decision-maker").body(order.toString()).post("/orders");
    }

    static String proposed(String caseId, String sanction, String person) {
        return propose(caseId, sanction, person)
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    static Response suspendUrgently(String caseId) {
        return as("duncan", "duty-officer")
                .body(Examples.with("suspendUrgently", "caseId", caseId).toString())
                .post("/orders/urgent-suspensions");
    }

    public static Response confirm(String order, String person) {
        return as(person, "decision-maker").post("/orders/" + order + "/confirmation");
    }

    static Response reject(String order, String person) {
        return as(person, "decision-maker")
                .body(Examples.of("rejectOrder").toString())
                .post("/orders/" + order + "/rejection");
    }

    public static Response get(String order) {
        return as("aldo", "auditor").get("/orders/" + order);
    }

    static Response answer(String order, UUID message) {
        return Given.registry()
                .body(Examples.with("receiveOrderStatement", "messageId", message)
                        .put("orderId", order)
                        .toString())
                .post("/order-statements");
    }

    /// Proposed by paul, the holder has answered, confirmed by carla.
    public static String made(String caseId, String sanction) {
        String order = proposed(caseId, sanction, "paul");
        answer(order, UUID.randomUUID()).then().statusCode(202);
        confirm(order, "carla").then().statusCode(200);
        return order;
    }

    /// As if the days had passed.
    static void letPass(String order, String column, String interval) throws SQLException {
        asOwner("UPDATE licence_order SET %1$s = %1$s - interval '%2$s' WHERE id = '%3$s'"
                .formatted(column, interval, order));
    }

    public static void asOwner(String sql) throws SQLException {
        String url = ConfigProvider.getConfig().getValue("quarkus.datasource.jdbc.url", String.class);
        try (Connection owner = DriverManager.getConnection(url, "review_owner", "test");
                Statement statement = owner.createStatement()) {
            statement.execute(sql);
        }
    }

    static void execute(String sql) throws SQLException {
        try (Connection connection = database().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /// What the registry was told of the orders of a case: state after state.
    public static List<Map<String, Object>> told(String caseId) throws SQLException {
        List<Map<String, Object>> told = new ArrayList<>();
        try (Connection connection = database().getConnection();
                PreparedStatement query = connection.prepareStatement("""
                        SELECT body FROM outbox WHERE recipient = 'registry' AND kind = 'order'
                            AND subject = (SELECT 'applications/' || application_id FROM case_file WHERE id = ?::uuid)
                        ORDER BY position""")) {
            query.setString(1, caseId);
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    told.add(io.restassured.path.json.JsonPath.from(row.getString(1))
                            .getMap(""));
                }
            }
        }
        return told;
    }

    private static AgroalDataSource database() {
        return Arc.container().instance(AgroalDataSource.class).get();
    }
}
