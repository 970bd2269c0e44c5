package org.llmregistry.review.transfer;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.llmregistry.review.Given.as;

import io.restassured.response.Response;
import org.junit.jupiter.api.Test;
import org.llmregistry.kernel.testing.Examples;
import org.llmregistry.kernel.testing.Tokens;
import org.llmregistry.review.Given;
import org.llmregistry.review.ReviewServiceTest;

/// A case goes to another region's office.
@ReviewServiceTest
class TransferTest {

    @Test
    void another_office_takes_the_case_and_claims_it_anew() {
        String id = Given.claimedCase();
        transfer(id, "CN-SH")
                .then()
                .statusCode(200)
                .body("office", equalTo("CN-SH"))
                .body("region", equalTo("CN-BJ"))
                .body("officer", nullValue());
        as("olga", "case-officer").post("/cases/" + id + "/claim").then().statusCode(200);
        as("annika", "auditor")
                .get("/cases/" + id + "/transfers")
                .then()
                .statusCode(200)
                .body("fromOffice", contains("CN-BJ"))
                .body("toOffice", contains("CN-SH"))
                .body("transferredBy", contains(Tokens.subjectOf("lena")));
        Given.recommendation(id, "oskar", "REFUSE")
                .then()
                .statusCode(403)
                .body("type", equalTo("/problems/duties-not-separated"));
    }

    @Test
    void an_office_that_the_scheme_does_not_know_or_that_has_it_is_refused() {
        String id = Given.submittedCase();
        transfer(id, "XX-YY").then().statusCode(409).body("type", equalTo("/problems/not-transferable"));
        transfer(id, "CN-BJ").then().statusCode(409).body("detail", equalTo("It is with the office of CN-BJ."));
    }

    @Test
    void a_case_that_is_with_the_centre_is_with_no_single_office() {
        String id = Given.recommendedCase();
        transfer(id, "CN-SH")
                .then()
                .statusCode(409)
                .body(
                        "detail",
                        equalTo("A case in DECISION_PROPOSED is with no single office;"
                                + " possible in [SUBMITTED, ACCEPTED, REGIONAL_REVIEW]."));
    }

    private static Response transfer(String id, String office) {
        return as("lena", "review-lead")
                .body(Examples.with("transferCase", "office", office).toString())
                .post("/cases/" + id + "/transfer");
    }
}
