package org.llmregistry.registry.naming;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.llmregistry.registry.naming.NameMatch.Reason;
import org.llmregistry.registry.naming.NameMatch.Verdict;

/// Real pairs of the two lists: decided model and holder, listed model and developer.
class NameMatchTest {

    @ParameterizedTest
    @CsvSource({
        "文心一言, 北京百度网讯科技有限公司, 文心一言, 百度",
        "雅意大模型, 北京中科闻歌科技股份有限公司, 雅意2.0, 中科闻歌",
        "紫东太初大模型开放平台, 中国科学院自动化研究所, 紫东·太初, 中国科学院自动化研究所",
        "abab, 上海稀宇科技有限公司, ABAB, 稀宇科技",
        "“天工”大模型, 昆仑万维科技股份有限公司, 天工Skywork, 昆仑万维",
        "元象XVERSE大模型, 深圳元象信息科技有限公司, XVERSE-7B; XVERSE-13B; XVERSE-65B, 元象科技",
        "无涯（Infinity）, 星环信息科技（上海）股份有限公司, 无涯、求索, 星环科技",
        "东风（DFM）语言大模型, 思必驰科技股份有限公司, DFM-2, 思必驰",
        "阅文妙笔, 上海阅文信息技术有限公司, 妙笔, 阅文集团",
        "智谱清言（ChatGLM）, 北京智谱华章科技有限公司, 清言, 智谱华章",
        "鹏城脑海, 鹏城国家实验室, 鹏城·脑海, 鹏城实验室",
        "百业灵犀大模型（LinSeer）, 新华三技术有限公司, 百业灵犀, 新华三H3C",
        "晓模型XPT, 成都晓多科技有限公司, 晓模型XPT, 晓多科技+国家超算成都中心",
        "星汉大模型, 浙江大华股份有限公司, 星汉, 大华股份",
        "好未来MathGPT大模型, 北京世纪好未来教育科技有限公司, MathGPT, 好未来",
    })
    void the_same_when_name_and_developer_agree(String decided, String holder, String listed, String developer) {
        assertThat(judge(decided, holder, listed, developer)).isInstanceOf(Verdict.Same.class);
    }

    @ParameterizedTest
    @CsvSource({
        "光语, 无限光年（上海）技术有限公司, 光语, 光启慧语",
        "Rubik魔方大模型, 北京创思远达科技有限公司, 魔方Rubik, 中科创达",
        "通义千问大模型, 阿里巴巴达摩院（杭州）科技有限公司, 通义千问, 阿里云",
        "360智脑大模型, 三六零科技集团有限公司, 智脑; 一见, 360",
        "vivo蓝心大模型, 维沃移动通信有限公司, 蓝心, VIVO",
        "MindGPT, 北京车励行信息技术有限公司, MindGPT, 理想汽车",
        "星汉Galaxy大模型, 大汉软件股份有限公司, 星汉, 大华股份",
    })
    void a_name_of_another_developer_is_reported(String decided, String holder, String listed, String developer) {
        assertReason(judge(decided, holder, listed, developer), Reason.SAME_NAME_OTHER_DEVELOPER);
    }

    @ParameterizedTest
    @CsvSource({
        "华为云盘古NLP大模型, 华为云计算技术有限公司, 盘古; 盘古气象; 盘古-Σ, 华为",
        "书生·浦语, 上海人工智能创新中心（上海人工智能实验室）, 书生, 上海人工智能实验室",
        "abab多模态, 上海稀宇科技有限公司, ABAB, 稀宇科技",
        "腾讯混元助手大模型, 深圳市腾讯计算机系统有限公司, 混元, 腾讯",
    })
    void a_similar_name_of_the_same_developer_is_reported(
            String decided, String holder, String listed, String developer) {
        assertReason(judge(decided, holder, listed, developer), Reason.SAME_DEVELOPER_SIMILAR_NAME);
    }

    @ParameterizedTest
    @CsvSource({
        "华为云盘古NLP大模型, 华为云计算技术有限公司, 盘古, 循环智能",
        "Rubik魔方大模型, 北京创思远达科技有限公司, 魔方, 方正电子",
        "日日新, 上海商汤智能科技有限公司, 商量, 商汤科技",
        "WPSAI, 北京金山办公软件股份有限公司, 言犀, 京东",
        "光语, 无限光年（上海）技术有限公司, 孟子, 澜舟科技",
    })
    void what_does_not_resemble_is_not_even_reported(String decided, String holder, String listed, String developer) {
        assertThat(judge(decided, holder, listed, developer)).isEqualTo(new Verdict.Unknown());
    }

    @Test
    void a_short_developer_must_stand_at_the_start_of_the_legal_name() {
        assertThat(DeveloperName.of("京东").standsIn("北京东方科技有限公司")).isFalse();
        assertThat(DeveloperName.of("京东").standsIn("北京京东世纪贸易有限公司")).isTrue();
    }

    @Test
    void words_that_every_developer_has_do_not_agree() {
        assertThat(DeveloperName.of("上海人工智能实验室").standsIn("上海市人工智能行业协会")).isFalse();
    }

    @Test
    void two_listed_models_that_agree_are_left_to_a_person() {
        NameMatch.Listed one = listed("天工", "昆仑万维");
        NameMatch.Listed two = listed("天工Skywork", "昆仑万维");
        Verdict verdict = NameMatch.judge(ModelName.of("天工"), "昆仑万维科技股份有限公司", List.of(one, two));
        assertThat(verdict)
                .isEqualTo(new Verdict.Unsure(List.of(
                        new NameMatch.Candidate(one.id(), Reason.SEVERAL_AGREE),
                        new NameMatch.Candidate(two.id(), Reason.SEVERAL_AGREE))));
    }

    @Test
    void a_note_in_the_name_is_another_name() {
        ModelName name = ModelName.of("安第斯大模型注：英文名为AndesGPT");
        assertThat(name.name()).isEqualTo("安第斯大模型");
        assertThat(name.otherNames()).containsExactly("AndesGPT");
        assertThat(name.keys()).containsExactlyInAnyOrder("安第斯", "andesgpt");
    }

    @Test
    void brackets_and_letters_of_both_widths_are_the_same() {
        assertThat(ModelName.of("智谱清言（ＣｈａｔＧＬＭ）").keys())
                .isEqualTo(ModelName.of("智谱清言(ChatGLM)").keys())
                .containsExactlyInAnyOrder("智谱清言", "chatglm");
    }

    @Test
    void quotes_and_remarks_do_not_count() {
        assertThat(ModelName.of("“九章元识”大模型").keys())
                .isEqualTo(ModelName.of("\"九章元识\"大模型").keys())
                .containsExactly("九章元识");
        assertThat(ModelName.of("CVTE大模型（自研）").keys()).containsExactly("cvte");
    }

    @Test
    void a_zero_width_character_does_not_count() {
        assertThat(FoldedText.of("in\u200bGPT\uFEFF")).isEqualTo("ingpt");
    }

    @Test
    void a_name_that_is_only_a_number_or_a_generic_word_keeps_it() {
        assertThat(ModelName.of("12333").keys()).containsExactly("12333");
        assertThat(ModelName.of("K2").keys()).containsExactly("k2");
        assertThat(ModelName.of("大模型").keys()).isNotEmpty();
    }

    private static void assertReason(Verdict verdict, Reason reason) {
        assertThat(verdict)
                .isInstanceOfSatisfying(
                        Verdict.Unsure.class,
                        unsure -> assertThat(unsure.candidates())
                                .extracting(NameMatch.Candidate::reason)
                                .containsExactly(reason));
    }

    private static Verdict judge(String decided, String holder, String listed, String developer) {
        return NameMatch.judge(ModelName.of(decided), holder, List.of(listed(listed, developer)));
    }

    private static NameMatch.Listed listed(String name, String developer) {
        return new NameMatch.Listed(UUID.randomUUID(), ModelName.of(name), DeveloperName.of(developer));
    }
}
