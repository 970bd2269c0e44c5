package org.llmregistry.e2e;

import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Comparator;
import org.llmregistry.local.LocalStack;
import org.llmregistry.local.Ports;

/// One stack for all end-to-end tests of a run, on free ports, with empty databases and the real lists loaded.
final class Stack {

    private static final Path ROOT = Path.of(System.getProperty("repository.root"));
    private static final LocalStack RUNNING = start();

    private Stack() {}

    static LocalStack running() {
        return RUNNING;
    }

    /// A request as a person of the local realm.
    static RequestSpecification as(String username) {
        return with(RUNNING.token(username));
    }

    /// The `sub` of a person's tokens: how records of the office and the log name it.
    static String subjectOf(String username) {
        String claims = RUNNING.token(username).split("\\.")[1];
        return new JsonPath(new String(Base64.getUrlDecoder().decode(claims), StandardCharsets.UTF_8)).getString("sub");
    }

    static RequestSpecification with(String token) {
        return RestAssured.given().auth().oauth2(token).contentType("application/json");
    }

    static String registry(String path) {
        return RUNNING.url("registry") + path;
    }

    static String review(String path) {
        return RUNNING.url("review") + path;
    }

    static String audit(String path) {
        return RUNNING.url("audit") + path;
    }

    private static LocalStack start() {
        Path home = ROOT.resolve("e2e/target/stack");
        delete(home);
        LocalStack stack = new LocalStack(ROOT, home, Ports.free(), System.out::println);
        Runtime.getRuntime().addShutdownHook(new Thread(stack::close));
        stack.start();
        stack.prepareForPeople();
        stack.loadRealData(false);
        return stack;
    }

    private static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
