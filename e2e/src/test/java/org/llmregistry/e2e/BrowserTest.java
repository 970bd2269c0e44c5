package org.llmregistry.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Pages and Swagger UI in Chromium, as people see them. Pictures lie in `e2e/target/pictures`.
class BrowserTest {

    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static Playwright playwright;
    private static Browser browser;

    @BeforeAll
    static void open() {
        if (!Files.isExecutable(CHROMIUM)) {
            System.err.println("LEFT OUT: browser tests, because there is no " + CHROMIUM);
        }
        assumeTrue(Files.isExecutable(CHROMIUM), "Chromium is not installed");
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new LaunchOptions()
                        .setExecutablePath(CHROMIUM)
                        .setArgs(List.of(
                                "--no-sandbox",
                                "--disable-gpu",
                                "--disable-background-networking",
                                "--disable-component-update")));
    }

    @AfterAll
    static void close() {
        if (playwright != null) {
            playwright.close();
        }
    }

    @Test
    void the_register_works_without_javascript() {
        try (BrowserContext context = browser.newContext(new Browser.NewContextOptions().setJavaScriptEnabled(false))) {
            Page page = context.newPage();
            page.navigate(Stack.registry("/?asOf=2024-01-31"));
            assertThat(page.locator("body").innerText()).contains("86");
            picture(page, "register");
            page.getByRole(AriaRole.SEARCHBOX).first().fill("文心一言");
            page.getByRole(AriaRole.SEARCHBOX).first().press("Enter");
            Locator entry = page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("文心一言"))
                    .first();
            picture(page, "search");
            entry.press("Enter"); // waiting to click needs the page's timers, which are off
            assertThat(page.locator("body").innerText()).contains("Beijing-WenXinYiYan-20230821");
            picture(page, "entry");
        }
    }

    /// Nothing on the page is believed: the signature, the proof and what came since the last visit are verified in the
    /// browser.
    @Test
    void anybody_verifies_the_log_on_its_page_without_an_account() throws IOException {
        Journey journey = new Journey();
        journey.walkToSubmission();
        journey.awaitCovered("applications/" + journey.applicationId);
        int index = Stack.as("auditor")
                .get(Stack.audit("/entries?limit=1&order=desc&subject=applications/" + journey.applicationId))
                .path("items[0].index");
        byte[] leaf = Stack.as("auditor")
                .get(Stack.audit("/entries/" + index + "/leaf"))
                .asByteArray();
        try (BrowserContext context = browser.newContext()) {
            Page page = context.newPage();
            page.navigate(Stack.audit("/"));
            page.locator("#signed.good").waitFor();
            page.locator("#growth svg").waitFor();
            assertThat(page.locator("#signed").innerText()).contains("The signature holds: audit.registry.example");
            assertThat(page.locator("#witnesses").innerText()).containsPattern("witness-[12] cosigned it at 20");
            assertThat(page.locator("#grown").innerText()).startsWith("This browser remembers the checkpoint");

            assertThat(lookUp(page, index, null)).startsWith("VERIFIED: the log has entry ");
            assertThat(lookUp(page, index, leaf)).startsWith("VERIFIED: these bytes are entry ");
            picture(page, "log");
            leaf[7] ^= 1;
            assertThat(lookUp(page, index, leaf))
                    .isEqualTo("NOT VERIFIED: the entry does not lead to the signed root.");

            page.evaluate(
                    "localStorage.setItem('audit-log-seen', localStorage.getItem('audit-log-seen').replace(/^(.*\\n)\\d+/, '$17'))");
            page.reload();
            page.locator("#grown.bad").waitFor();
            assertThat(page.locator("#grown").innerText())
                    .isEqualTo(
                            "the signature of audit.registry.example does not hold. What this browser saw before stays remembered.");
            page.evaluate("localStorage.setItem('audit-log-seen', document.getElementById('note').textContent)");
            new Journey().walkToSubmission();
            page.reload();
            page.locator("#grown.good").waitFor();
            assertThat(page.locator("#grown").innerText())
                    .startsWith("Nothing was changed since this browser last looked");
        }
    }

    private static String lookUp(Page page, int index, byte @Nullable [] leaf) {
        page.locator("#entry-verdict")
                .evaluate("verdict => { verdict.textContent = ''; verdict.className = 'verdict'; }");
        page.getByLabel("Place in the log").fill(String.valueOf(index));
        page.locator("#leaf")
                .setInputFiles(
                        leaf == null
                                ? new FilePayload[0]
                                : new FilePayload[] {new FilePayload("leaf", "application/octet-stream", leaf)});
        page.locator("#entry-form button").click();
        page.locator("#entry-verdict.good, #entry-verdict.bad").waitFor();
        return page.locator("#entry-verdict").innerText();
    }

    @Test
    void a_reviewer_signs_in_to_swagger_ui_with_pkce_and_reads_the_queue() {
        try (BrowserContext context = browser.newContext()) {
            Page page = context.newPage();
            page.navigate(Stack.review("/q/swagger-ui/"));
            signIn(page, "officer");
            assertThat(call(page, "listQueue", Map.of(), null)).isEqualTo("200");
            picture(page, "queue");
        }
    }

    @Test
    void an_auditor_and_a_vendor_sign_in_to_their_own_swagger_ui() {
        try (BrowserContext context = browser.newContext()) {
            Page page = context.newPage();
            page.navigate(Stack.audit("/q/swagger-ui/"));
            signIn(page, "auditor");
            assertThat(call(page, "searchEntries", Map.of(), null)).isEqualTo("200");
        }
        try (BrowserContext context = browser.newContext()) {
            Page page = context.newPage();
            page.navigate(Stack.registry("/q/swagger-ui/"));
            signIn(page, "vendor-user");
            assertThat(call(page, "listModels", Map.of(), null)).isEqualTo("200");
        }
    }

    /// The whole of a case with the mouse: each person signs in at the desk and does its own step.
    @Test
    void each_person_does_its_step_of_a_whole_case_in_swagger_ui() {
        Journey journey = new Journey();
        journey.walkToSubmission();
        journey.awaitCase();
        Map<String, String> id = Map.of("id", journey.caseId);
        asPerson(
                "intake", desk -> assertThat(call(desk, "acceptCase", id, null)).isEqualTo("200"));
        asPerson("officer", desk -> {
            assertThat(call(desk, "claimCase", id, null)).isEqualTo("200");
            assertThat(call(desk, "draftInformationRequest", id, null)).isEqualTo("201");
        });
        asPerson("lead", desk -> {
            assertThat(call(desk, "sendInformationRequest", with(id, "number", "1"), null))
                    .isEqualTo("200");
            picture(desk, "questions-sent");
        });
        journey.answerEverything();
        asPerson("officer", desk -> {
            for (String clause : List.of("5.1", "6", "7", "9.3", "9.4")) {
                assertThat(call(desk, "recordVerdict", with(with(id, "clause", clause), "If-Match", "\"0\""), null))
                        .isEqualTo("200");
            }
            for (String suite : List.of("content-safety", "should-refuse", "should-not-refuse")) {
                String counts = "{\"suite\": \"%s\", \"party\": \"ACCEPTED\", \"sampled\": 1000, \"passed\": 962}";
                assertThat(call(desk, "recordEvaluation", id, counts.formatted(suite)))
                        .isEqualTo("200");
            }
            picture(desk, "assessed");
        });
        asPerson(
                "second-reader",
                desk -> assertThat(call(desk, "recommend", id, null)).isEqualTo("200"));
        asPerson("decider", desk -> {
            assertThat(call(desk, "decide", id, null)).isEqualTo("200");
            picture(desk, "decided");
        });
        assertThat(journey.caseStatus()).isEqualTo("APPROVED");
    }

    private static void asPerson(String username, Consumer<Page> work) {
        try (BrowserContext context = browser.newContext()) {
            Page page = context.newPage();
            page.navigate(Stack.review("/q/swagger-ui/"));
            signIn(page, username);
            work.accept(page);
        }
    }

    private static Map<String, String> with(Map<String, String> parameters, String name, String value) {
        Map<String, String> all = new HashMap<>(parameters);
        all.put(name, value);
        return all;
    }

    /// Fills in an operation's form, the example's body unless another is given, and presses Execute.
    ///
    /// @return status code of the answer that Swagger UI shows
    private static String call(Page page, String operationId, Map<String, String> parameters, @Nullable String body) {
        Locator operation = page.locator("[id$='-" + operationId + "']").first();
        if (!operation.locator("button.execute").isVisible()) {
            operation.locator(".opblock-summary-control").click();
        }
        Locator clear = operation.locator("button.btn-clear");
        if (clear.isVisible()) {
            clear.click();
        }
        parameters.forEach((name, value) -> operation
                .locator("tr[data-param-name='" + name + "'] input")
                .first()
                .fill(value));
        if (body != null) {
            operation.locator("textarea.body-param__text").fill(body);
        }
        operation.locator("button.execute").click();
        Locator status =
                operation.locator(".live-responses-table .response-col_status").last();
        status.waitFor();
        return status.innerText().trim().split("\\s")[0];
    }

    private static void signIn(Page page, String username) {
        page.locator("button.authorize").first().click();
        Page login = page.waitForPopup(() -> page.locator(".modal-ux button.authorize:has-text('Authorize')")
                .first()
                .click());
        login.fill("#username", username);
        login.fill("#password", username);
        login.onceDialog(dialog -> dialog.accept());
        login.locator("#kc-login").click();
        page.locator(".modal-ux button:has-text('Logout')").first().waitFor();
        page.locator(".modal-ux button.btn-done").first().click();
    }

    private static void picture(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(Path.of(System.getProperty("repository.root"), "e2e/target/pictures", name + ".png"))
                .setFullPage(true));
    }
}
