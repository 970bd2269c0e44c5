package org.llmregistry.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A process of the stack: started with its own log, stopped politely, then not. Its pid stands in a file, so that
/// a later start finds what an earlier one could not stop.
final class Part {

    private static final int STOP_SECONDS = 25;

    private final String name;
    private final Path log;
    private final Path pidFile;
    private final List<String> command;
    private final Map<String, String> environment;
    private @Nullable Process process;
    private volatile boolean stopping;

    Part(String name, Path home, List<String> command, Map<String, String> environment) {
        this.name = name;
        this.log = home.resolve("logs").resolve(name + ".log");
        this.pidFile = home.resolve("pids").resolve(name);
        this.command = command;
        this.environment = environment;
    }

    String name() {
        return name;
    }

    Path log() {
        return log;
    }

    synchronized void start() {
        try {
            stopping = false;
            Files.createDirectories(log.getParent());
            Files.createDirectories(pidFile.getParent());
            ProcessBuilder builder = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            builder.environment().putAll(environment);
            Process started = builder.start();
            Files.writeString(pidFile, identity(started.toHandle()));
            process = started;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /// True when it ended without being told to.
    boolean died() {
        Process started = process;
        return started != null && !started.isAlive() && !stopping;
    }

    synchronized void stop() {
        Process started = process;
        stopping = true;
        if (started != null) {
            stop(started.toHandle());
        }
        forget();
    }

    /// As a power cut would: no goodbye.
    synchronized void kill() {
        Process started = process;
        stopping = true;
        if (started != null) {
            started.descendants().forEach(ProcessHandle::destroyForcibly);
            started.destroyForcibly();
            started.onExit().join();
        }
        forget();
    }

    private void forget() {
        process = null;
        try {
            Files.deleteIfExists(pidFile);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /// A part may be a script and the program that it started: both are told, and waited for.
    private static void stop(ProcessHandle handle) {
        List<ProcessHandle> processes =
                Stream.concat(handle.descendants(), Stream.of(handle)).toList();
        processes.forEach(ProcessHandle::destroy);
        try {
            CompletableFuture.allOf(
                            processes.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new))
                    .get(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (Exception tooSlow) {
            processes.forEach(ProcessHandle::destroyForcibly);
        }
    }

    /// Stops what an earlier start, ended by SIGKILL, left running.
    static void stopLeftovers(Path home) {
        Path pids = home.resolve("pids");
        if (!Files.isDirectory(pids)) {
            return;
        }
        try (var files = Files.list(pids)) {
            for (Path file : files.toList()) {
                String left = Files.readString(file);
                ProcessHandle.of(Long.parseLong(left.substring(0, left.indexOf(' '))))
                        .filter(process -> identity(process).equals(left))
                        .ifPresent(Part::stop);
                Files.delete(file);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /// A process id is given again; together with the start it is not.
    private static String identity(ProcessHandle process) {
        return process.pid() + " " + process.info().startInstant().orElse(Instant.EPOCH);
    }
}
