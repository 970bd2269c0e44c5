package org.llmregistry.registry.lineage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.llmregistry.registry.lineage.Family.licence;
import static org.llmregistry.registry.lineage.Family.verdict;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.llmregistry.registry.Given;
import org.llmregistry.registry.RegistryServiceTest;
import org.llmregistry.registry.imports.Lists;
import org.llmregistry.registry.licence.DecidedApplications;
import org.llmregistry.registry.lineage.Family.Member;

/// What becomes of a licence when one that it rests on is withdrawn. DEMO tells of a restriction, gives 30 days after a
/// suspension and none after an end.
@RegistryServiceTest
class InheritingTest {

    @Inject
    Family family;

    @Inject
    DecidedApplications given;

    @Test
    void a_base_that_the_scheme_keeps_from_the_public_is_not_named_by_what_it_takes_away() {
        Member base = family.licensed();
        Member heir = family.derived("FINE_TUNED", base);
        family.order(base, "SUSPEND", "2025-08-01");
        Given.scheme("eu-gpai-1.yaml");
        Given.update("UPDATE licence SET scheme_code = 'EU-GPAI' WHERE number = ?", heir.number());
        licence(heir)
                .body("effectiveStatus", equalTo("SUSPENDED"))
                .body("inherited.baseStatus", contains("SUSPENDED"))
                .body("inherited[0].baseLicenceNumber", nullValue());
        verdict(heir).body("matches[0].restsOn", empty());
        entry(heir, "2025-08-31")
                .body("licences[0].inherited.baseStatus", contains("SUSPENDED"))
                .body("licences[0].inherited[0].baseLicenceNumber", nullValue());
        Given.vendor(heir.about().vendor())
                .get("/licences")
                .then()
                .body("items.inherited[0].baseLicenceNumber", contains(base.number()));
    }

    @Test
    void a_suspended_base_leaves_days_of_grace_and_what_it_takes_comes_back_with_it() {
        Member base = family.licensed();
        Member heir = family.derived("FINE_TUNED", base);
        JsonPath before = figures("2025-09-15");
        family.order(base, "SUSPEND", "2025-08-01");
        licence(heir)
                .body("status", equalTo("ACTIVE"))
                .body("effectiveStatus", equalTo("SUSPENDED"))
                .body("inherited.size()", equalTo(1))
                .body("inherited[0].baseLicenceNumber", equalTo(base.number()))
                .body("inherited[0].baseStatus", equalTo("SUSPENDED"))
                .body("inherited[0].effect", equalTo("GRACE"))
                .body("inherited[0].since", equalTo("2025-08-01"))
                .body("inherited[0].suspendedFrom", equalTo("2025-08-31"));
        verdict(heir)
                .body("verdict", equalTo("NOT_IN_FORCE"))
                .body("matches[0].licence.effectiveStatus", equalTo("SUSPENDED"))
                .body("matches[0].restsOn.relation", contains("FINE_TUNED"))
                .body("matches[0].restsOn.licenceNumber", contains(base.number()))
                .body("matches[0].restsOn.status", contains("SUSPENDED"));
        Given.anybody()
                .get("/licences/" + heir.number() + "/certificate")
                .then()
                .body("licence.effectiveStatus", equalTo("SUSPENDED"))
                .body("history.status", contains("ACTIVE"));
        entry(heir, "2025-08-30").body("status", equalTo("LICENSED")).body("licences[0].inherited.size()", equalTo(1));
        entry(heir, "2025-08-31").body("status", equalTo("SUSPENDED")).body("licences[0].status", equalTo("ACTIVE"));
        assertThat(figures("2025-09-15").getInt("licensed")).isEqualTo(before.getInt("licensed") - 2);
        assertThat(figures("2025-09-15").getInt("suspended")).isEqualTo(before.getInt("suspended") + 2);
        assertThat(figures("2025-09-15").getInt("byMonth[-1].licensed"))
                .isEqualTo(before.getInt("byMonth[-1].licensed") - 2);
        family.order(base, "REINSTATE", "2025-10-01");
        licence(heir).body("effectiveStatus", equalTo("ACTIVE")).body("inherited", empty());
        verdict(heir).body("verdict", equalTo("IN_FORCE")).body("matches[0].inForce", equalTo(true));
        entry(heir, "2025-09-15").body("licences[0].effectiveStatus", equalTo("SUSPENDED"));
        entry(heir, "2025-10-01").body("status", equalTo("LICENSED")).body("licences[0].inherited", empty());
        assertThat(Given.events("licences/" + heir.number()))
                .containsExactly("licence.granted", "licence.base-withdrawn", "licence.base-restored");
    }

    @Test
    void while_the_grace_runs_the_licence_is_in_force_and_its_holder_knows_the_day() {
        Member base = family.licensed();
        Member heir = family.derived("QUANTISED", base);
        String today = LocalDate.now(java.time.ZoneOffset.UTC).toString();
        family.order(base, "SUSPEND", today);
        String day = LocalDate.parse(today).plusDays(30).toString();
        licence(heir).body("effectiveStatus", equalTo("ACTIVE")).body("inherited[0].suspendedFrom", equalTo(day));
        verdict(heir).body("verdict", equalTo("IN_FORCE"));
        notices(heir)
                .body("items.kind", contains("BASE_WITHDRAWN"))
                .body("items[0].facts.baseLicenceNumber", equalTo(base.number()))
                .body("items[0].facts.suspendedFrom", equalTo(day));
        notices(base).body("items", empty());
        family.order(base, "REVOKE", today);
        licence(heir)
                .body("effectiveStatus", equalTo("SUSPENDED"))
                .body("inherited.effect", contains("SUSPEND"))
                .body("inherited.baseStatus", contains("REVOKED"));
        notices(heir).body("items.facts.baseStatus", contains("SUSPENDED", "REVOKED"));
    }

    @Test
    void a_merged_model_in_a_diamond_inherits_once_and_from_every_base_of_its_own() {
        Member top = family.licensed();
        Member left = family.derived("CONTINUED", top);
        Member right = family.derived("DISTILLED", top);
        Member bottom = family.derived("MERGED", left, right);
        family.order(top, "RESTRICT", "2025-08-01");
        licence(bottom)
                .body("effectiveStatus", equalTo("ACTIVE"))
                .body("inherited.baseLicenceNumber", contains(top.number()))
                .body("inherited.effect", contains("NOTICE"))
                .body("inherited[0].suspendedFrom", nullValue());
        family.order(right, "REVOKE", "2025-08-02");
        licence(bottom)
                .body("effectiveStatus", equalTo("SUSPENDED"))
                .body("inherited.baseLicenceNumber", contains(top.number(), right.number()));
        family.order(top, "LIFT", "2025-08-03");
        licence(bottom).body("inherited.baseLicenceNumber", contains(right.number()));
        licence(left).body("inherited", empty());
        verdict(bottom).body("matches[0].restsOn.effectiveStatus", containsInAnyOrder("ACTIVE", "REVOKED"));
    }

    @Test
    void it_reaches_the_fiftieth_in_a_line_and_a_set_aside_order_restores_it() {
        Member base = family.licensed();
        String prefix = Lists.unique("Chain");
        family.stock(prefix, 50, true, base);
        Member last = new Member(base.about(), prefix + "-50", base.entry());
        ObjectNode order = Family.order(base.about(), "REVOKE");
        Family.tell(order, "CONFIRMED", "2025-08-01T00:00:00Z");
        family.follow();
        licence(last)
                .body("effectiveStatus", equalTo("SUSPENDED"))
                .body("inherited.baseLicenceNumber", contains(base.number()));
        assertThat(family.one("SELECT count(*) FROM inherited_state WHERE base_number = '%s'", base.number()))
                .isEqualTo("50");
        Family.tell(order, "SET_ASIDE", "2025-09-01T00:00:00Z");
        family.follow();
        licence(last).body("effectiveStatus", equalTo("ACTIVE")).body("inherited", empty());
    }

    @Test
    void a_registration_follows_the_filing_that_it_names_and_the_one_that_took_its_place() {
        Given.scheme("cn-2024-1.yaml");
        Member filing = family.licensed();
        DecidedApplications.Case product = given.proposed(Lists.unique("Product "));
        DecidedApplications.Case asked =
                given.further(product, true, "CN-2024", "REGISTRATION", "REGISTRATION", null, filing.number());
        Member registration = family.licensed(asked, Instant.parse("2025-09-02T08:00:00Z"));
        Member successor = family.licensed(
                given.further(filing.about(), true, "DEMO", "MODEL", "VARIATION", filing.number(), null),
                Instant.parse("2025-09-03T08:00:00Z"));
        family.follow();
        licence(filing).body("status", equalTo("SUPERSEDED"));
        licence(registration).body("effectiveStatus", equalTo("ACTIVE")).body("inherited", empty());
        family.order(successor, "SUSPEND", "2025-10-01");
        verdict(registration)
                .body("verdict", equalTo("NOT_IN_FORCE"))
                .body("matches[0].licence.inherited.effect", contains("SUSPEND"))
                .body("matches[0].licence.inherited.baseLicenceNumber", contains(successor.number()));
        entry(registration, "2025-10-01").body("status", equalTo("SUSPENDED"));
        family.order(successor, "REINSTATE", "2025-10-05");
        verdict(registration).body("verdict", equalTo("IN_FORCE"));
    }

    @Test
    void who_comes_to_a_withdrawn_base_inherits_from_its_first_day_and_a_licence_of_the_base_ends_it() {
        Member base = family.licensed();
        family.order(base, "REVOKE", "2025-07-25");
        Member heir = family.licensed(
                given.further(
                        given.proposed(Lists.unique("Product ")),
                        true,
                        "DEMO",
                        "MODEL",
                        "REGISTRATION",
                        null,
                        base.number()),
                Instant.parse("2025-08-10T08:00:00Z"));
        Member model = family.derived("ADAPTER", base);
        family.follow();
        licence(heir).body("inherited[0].since", equalTo("2025-08-10")).body("effectiveStatus", equalTo("SUSPENDED"));
        licence(model).body("inherited[0].since", equalTo("2025-07-25"));
        family.licensed(
                given.further(base.about(), true, "DEMO", "MODEL", "INITIAL", null, null),
                Instant.parse("2025-11-01T08:00:00Z"));
        family.follow();
        licence(model).body("inherited", empty());
        licence(heir).body("inherited.size()", equalTo(1));
    }

    private static ValidatableResponse notices(Member member) {
        return Given.vendor(member.about().vendor())
                .get("/licences/" + member.number() + "/notices")
                .then()
                .statusCode(200);
    }

    private static ValidatableResponse entry(Member member, String day) {
        return Given.anybody()
                .queryParam("asOf", day)
                .get("/register/" + member.entry())
                .then()
                .statusCode(200);
    }

    private static JsonPath figures(String day) {
        return Given.anybody()
                .queryParam("asOf", day)
                .get("/register/statistics")
                .jsonPath();
    }
}
