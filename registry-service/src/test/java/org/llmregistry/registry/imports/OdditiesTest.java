package org.llmregistry.registry.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.llmregistry.registry.RegistryServiceTest;

/// Every oddity of the two real lists, with its real rows.
@RegistryServiceTest
class OdditiesTest {

    @BeforeEach
    void the_real_lists_are_in() {
        Lists.importReal();
    }

    @ParameterizedTest
    @CsvSource({
        "Beijing-PianYu-20240226, 2024-03-11",
        "Beijing-DiDiChuXingZhuShou-20240226, 2024-03-18",
        "Hunan-wsSkyMedia-20240207, 2024-03-14",
        "Hunan-VtripGPT-20240207, 2024-03-18",
        "Hainan-XuanJiYuHeng-20240201, 2024-03-20",
        "Sichuan-ChangHongYunFan-20240305, 2024-03-27",
    })
    void a_sequence_out_of_order_loses_nothing(String number, String decidedOn) {
        licence(number).body("decidedOn", equalTo(decidedOn));
    }

    @Test
    void a_list_number_that_is_used_twice_makes_two_entries() {
        search("瑞金医学").body("items[0].listing.row", equalTo("192"));
        search("海通证券").body("items[0].listing.row", equalTo("192"));
        search("电科太极").body("items[0].listing.row", equalTo("215"));
        search("联汇科技").body("items.find { it.listing != null }.listing.row", equalTo("215"));
    }

    @Test
    void a_prefix_in_two_spellings_stays_as_published_and_is_found_in_any() {
        licence("ZheJiang-TongYiQianWen-20230901").body("number", equalTo("ZheJiang-TongYiQianWen-20230901"));
        licence("Zhejiang-AntGLM-20231019").body("number", equalTo("Zhejiang-AntGLM-20231019"));
        licence("zhejiang-tongyiqianwen-20230901").body("number", equalTo("ZheJiang-TongYiQianWen-20230901"));
        licence("ZHEJIANG-ANTGLM-20231019").body("region.code", equalTo("CN-ZJ"));
    }

    @Test
    void a_prefix_of_another_region_does_not_move_the_licence() {
        licence("Beijing-CarrotAI-202407030002")
                .body("region.code", equalTo("CN-JS"))
                .body("basis.note", equalTo("number prefix differs from jurisdiction (as published)"));
        licence("Shinghai-AIMinSuGuanJia-20240729S0020")
                .body("region.code", equalTo("CN-SH"))
                .body("track", equalTo("REGISTRATION"));
    }

    @Test
    void a_number_that_is_older_than_its_decision_counts_from_the_decision() {
        licence("Sichuan-ZhiMeiYunDaMoXing-20240830S0003").body("decidedOn", equalTo("2024-10-18"));
    }

    @Test
    void a_note_in_the_name_becomes_another_name() {
        search("AndesGPT 重庆")
                .body("items.size()", equalTo(1))
                .body("items[0].name", equalTo("安第斯大模型"))
                .body("items[0].otherNames", contains("AndesGPT"))
                .body("items[0].licences[0].modelName", equalTo("安第斯大模型注：英文名为AndesGPT"));
    }

    @Test
    void brackets_of_both_widths_find_the_same() {
        search("芽仔大模型 智慧芽信息科技（苏州）有限公司").body("items.size()", equalTo(1));
        search("芽仔大模型 智慧芽信息科技(苏州)有限公司").body("items.size()", equalTo(1));
        search("ＣｈａｔＧＬＭ 智谱清言").body("items.size()", equalTo(1));
    }

    @Test
    void a_header_row_in_the_middle_is_rejected_and_what_follows_is_taken() {
        List<String> lines = Lists.lines("approvals-cn.csv");
        JsonPath tried = Lists.ended(Lists.post(
                Lists.DECIDED,
                true,
                Lists.csv(Stream.of(lines.subList(0, 118), List.of(lines.getFirst()), lines.subList(118, lines.size()))
                        .flatMap(List::stream))));
        assertThat(tried.getInt("unchanged")).isEqualTo(309);
        assertThat(tried.getInt("rejected")).isEqualTo(1);
        assertThat(Lists.rows(tried, "REJECTED").getFirst())
                .containsEntry("line", 119)
                .containsEntry("problem", "The line repeats the column names.");
    }

    @ParameterizedTest
    @CsvSource({
        "光语, Shanghai-GuangYu-20231207, 光启慧语",
        "盘古, Guizhou-HuaWeiYunNLPDaMoXing-20230908, 华为",
        "魔方, Beijing-MoFang-20240102, 中科创达",
    })
    void one_name_for_two_developers_is_left_apart_and_reported(String name, String number, String listedDeveloper) {
        JsonPath found = search(name).extract().jsonPath();
        String own = found.getString("items.find { it.licences.any { it.number == '%s' } }.id".formatted(number));
        String listed = found.getString(
                "items.find { it.listing != null && it.developer == '%s' }.id".formatted(listedDeveloper));
        assertThat(own).isNotNull().isNotEqualTo(listed);
        assertThat(found.getList("items.find { it.id == '%s' }.licences".formatted(listed)))
                .isEmpty();
        assertThat(Lists.rows(Lists.earlierDecisions(), "REPORTED"))
                .filteredOn(row -> own.equals(row.get("registerId")))
                .singleElement()
                .satisfies(row -> assertThat((List<?>) row.get("candidates")).isEqualTo(List.of(listed)));
    }

    @Test
    void two_developers_may_list_the_same_name() {
        search("盘古")
                .body("items.findAll { it.listing != null }.developer", containsInAnyOrder("华为", "循环智能"))
                .body("items.findAll { it.listing != null }.status", contains("KNOWN", "KNOWN"));
    }

    @Test
    void quotes_in_names_stay_and_do_not_hinder_the_search() {
        search("什么值得买App AI问答机器人").body("items[0].name", equalTo("什么值得买App“AI问答机器人”新功能"));
        search("天工大模型").body("items[0].otherNames", contains("“天工”大模型"));
        search("智联招聘APP AI招聘助手").body("items[0].name", equalTo("智联招聘APP—AI招聘助手新功能"));
    }

    @Test
    void an_empty_address_is_no_address() {
        search("文心一言").body("items[0].url", equalTo("https://yiyan.baidu.com"));
        search("复旦大学 MOSS").body("items[0].size()", org.hamcrest.Matchers.greaterThan(5));
        long without = Lists.lines("models-cn.csv").stream()
                .skip(1)
                .filter(line -> !line.contains("http"))
                .count();
        assertThat(without).isEqualTo(109);
    }

    @Test
    void a_channel_that_is_no_place_has_no_code_and_can_be_filtered_by_name() {
        licence("ZhongYangQiYe-JiuTian-20240123")
                .body("region.code", nullValue())
                .body("region.localName", equalTo("国资委"));
        Lists.anybody()
                .queryParam("region", "国资委")
                .get("/register")
                .then()
                .statusCode(200)
                .body("total.count", equalTo(6));
    }

    @Test
    void a_licensed_derivative_is_joined_to_its_listed_model() {
        search("雅意")
                .body("items.size()", equalTo(1))
                .body("items[0].name", equalTo("雅意2.0"))
                .body("items[0].otherNames", contains("雅意大模型"))
                .body("items[0].status", equalTo("LICENSED"))
                .body("items[0].knownSince", equalTo("2023-12-22"))
                .body("items[0].baseModels.name", contains("LLaMA"));
    }

    private static ValidatableResponse licence(String number) {
        return Lists.anybody().get("/licences/" + number).then().statusCode(200);
    }

    private static ValidatableResponse search(String words) {
        return Lists.anybody().queryParam("q", words).get("/register").then().statusCode(200);
    }
}
