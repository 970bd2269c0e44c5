package org.llmregistry.local;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/// What `./run` starts. Exit status 0 after Ctrl-C or SIGTERM, 1 when something has to be mended.
public final class Run {

    private Run() {}

    /// @param arguments the checkout's folder
    public static void main(String[] arguments) throws InterruptedException {
        java.util.logging.LogManager.getLogManager().reset();
        Path root = Path.of(arguments[0]);
        Instant begin = Instant.now();
        AtomicBoolean failed = new AtomicBoolean();
        CountDownLatch stopped = new CountDownLatch(1);
        LocalStack stack = new LocalStack(root, root.resolve(".local"), Ports.known(), System.out::println);
        Thread main = Thread.currentThread();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            main.interrupt();
            System.out.println("Stopping");
            stack.close();
            stopped.countDown();
            Runtime.getRuntime().halt(failed.get() ? 1 : 0);
        }));
        try {
            stack.start();
            stack.prepareForPeople();
            stack.loadRealData(System.console() != null);
            System.out.println(welcome(stack));
            System.out.printf(
                    "Started in %.1f s%n",
                    Duration.between(begin, Instant.now()).toMillis() / 1000.0);
            System.out.println("Ready");
            watch(stack);
        } catch (RuntimeException failure) {
            if (Thread.interrupted()) { // a signal: the hook stops everything and ends this program
                stopped.await(1, TimeUnit.MINUTES);
                return;
            }
            failed.set(true);
            System.err.println("run: " + failure.getMessage());
            System.exit(1);
        }
    }

    private static void watch(LocalStack stack) {
        while (true) {
            String died = stack.whatDied();
            if (!died.isEmpty()) {
                throw new StartFailure(died);
            }
            try {
                Thread.sleep(500);
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
                throw new StartFailure("interrupted");
            }
        }
    }

    private static String welcome(LocalStack stack) {
        return """

                Register            %1$s/
                Vendors' API        %1$s/q/swagger-ui
                Reviewers' desk     %2$s/q/swagger-ui
                The audit log       %3$s/
                Auditors' search    %3$s/q/swagger-ui
                Keycloak            %4$s
                Logs                %5$s
                For scripts         .local/stack.json (URLs, people, the demonstration vendor's client)

                Sign in as (the password is the user name):
                  registrar  intake  officer  second-reader  tester  central-reviewer  decider
                  decider-two  duty-officer  appeal-one  appeal-two  lead  auditor  data-protection  vendor-user
                """.formatted(
                        stack.url("registry"), stack.url("review"), stack.url("audit"), stack.issuer(), stack.logs());
    }
}
