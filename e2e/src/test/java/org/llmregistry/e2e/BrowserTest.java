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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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

    @Test
    void a_reviewer_signs_in_to_swagger_ui_with_pkce_and_reads_the_queue() {
        try (BrowserContext context = browser.newContext()) {
            Page page = context.newPage();
            page.navigate(Stack.review("/q/swagger-ui/"));
            signIn(page, "officer");
            assertThat(execute(page, "listQueue")).isEqualTo("200");
            picture(page, "queue");
        }
    }

    @Test
    void an_auditor_and_a_vendor_sign_in_to_their_own_swagger_ui() {
        try (BrowserContext context = browser.newContext()) {
            Page page = context.newPage();
            page.navigate(Stack.audit("/q/swagger-ui/"));
            signIn(page, "auditor");
            assertThat(execute(page, "searchEntries")).isEqualTo("200");
        }
        try (BrowserContext context = browser.newContext()) {
            Page page = context.newPage();
            page.navigate(Stack.registry("/q/swagger-ui/"));
            signIn(page, "vendor-user");
            assertThat(execute(page, "listModels")).isEqualTo("200");
        }
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

    /// @return status code of the answer that Swagger UI shows
    private static String execute(Page page, String operationId) {
        Locator operation = page.locator("[id$='-" + operationId + "']").first();
        operation.locator(".opblock-summary-control").click();
        operation.locator("button.execute").click();
        Locator status =
                operation.locator(".live-responses-table .response-col_status").last();
        status.waitFor();
        return status.innerText().trim().split("\\s")[0];
    }

    private static void picture(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(Path.of(System.getProperty("repository.root"), "e2e/target/pictures", name + ".png"))
                .setFullPage(true));
    }
}
