package org.llmregistry.local;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.FileNotFoundException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.Map;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/// Hands the two real lists to the registry, as a registrar would.
final class RealData {

    private static final Map<String, String> LISTS =
            Map.of("KNOWN_MODELS", "models-cn.csv", "EARLIER_DECISIONS", "approvals-cn.csv");

    private final LocalStack stack;
    private final Web web;

    RealData(LocalStack stack, Web web) {
        this.stack = stack;
        this.web = web;
    }

    void load(Path folder, boolean showProgress) {
        load("KNOWN_MODELS", folder, showProgress);
        load("EARLIER_DECISIONS", folder, showProgress);
    }

    private void load(String kind, Path folder, boolean showProgress) {
        String token = stack.token("registrar");
        String imports = stack.url("registry") + "/imports";
        Path file = folder.resolve(LISTS.get(kind));
        JsonNode taken;
        try {
            taken = web.sendBody("POST", imports + "?kind=" + kind, token, "text/csv", BodyPublishers.ofFile(file))
                    .expect(200, 202)
                    .body();
        } catch (FileNotFoundException missing) {
            throw new StartFailure(file + " is missing: check the file out again.");
        }
        try (ProgressBar bar = showProgress ? bar(file) : null) {
            JsonNode state = taken;
            while (state.get("status").asText().equals("RUNNING")) {
                state = web.get(imports + "/" + taken.get("id").asText(), token)
                        .expect(200)
                        .body();
                if (bar != null) {
                    bar.maxHint(state.path("rowsTotal").asLong(-1));
                    bar.stepTo(state.path("rowsRead").asLong());
                }
                Thread.sleep(100);
            }
            if (!state.get("status").asText().equals("DONE")) {
                throw new StartFailure("The registry could not import %s: %s".formatted(file, state));
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new StartFailure("interrupted");
        }
    }

    private static ProgressBar bar(Path file) {
        return new ProgressBarBuilder()
                .setTaskName(file.getFileName().toString())
                .setStyle(ProgressBarStyle.ASCII)
                .setInitialMax(-1)
                .setUpdateIntervalMillis(100)
                .clearDisplayOnFinish()
                .build();
    }
}
