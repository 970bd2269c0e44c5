package org.llmregistry.registry.register;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.restassured.path.json.JsonPath;
import org.junit.jupiter.api.Test;
import org.llmregistry.registry.RegistryServiceTest;
import org.llmregistry.registry.imports.Lists;

/// The list may come before the decisions or after them: the register comes out the same.
@RegistryServiceTest
class ImportOrderTest {

    @Test
    void a_list_that_comes_after_the_decision_is_joined_as_well() {
        assertThat(entry(true)).isEqualTo(entry(false));
    }

    private static String entry(boolean listFirst) {
        String word = Lists.unique("试验");
        byte[] list = Lists.models(Lists.model(word + "科技", word + "模", "2025-06-01"));
        byte[] decisions =
                Lists.decisions(Lists.decision("Test-" + word, word + "模大模型", "北京" + word + "科技有限公司", "2025-05-01"));
        if (listFirst) {
            Lists.importList("KNOWN_MODELS", list);
        }
        Lists.importList("EARLIER_DECISIONS", decisions);
        if (!listFirst) {
            JsonPath done = Lists.importList("KNOWN_MODELS", list);
            assertThat(done.getInt("updated")).isEqualTo(1);
        }
        return Lists.anybody()
                .queryParam("q", word)
                .get("/register")
                .then()
                .body("total.count", equalTo(1))
                .extract()
                .asString()
                .replace(word, "")
                .replaceAll("\"id\":\"[^\"]*\"", "");
    }
}
