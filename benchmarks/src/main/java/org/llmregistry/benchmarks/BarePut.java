package org.llmregistry.benchmarks;

import io.vertx.core.Vertx;
import io.vertx.core.file.OpenOptions;
import java.nio.file.Path;

/// The peer of [UploadBenchmark]: a Vert.x server that writes the body of a PUT into a file, and nothing else.
public final class BarePut {

    static final String READY = "ready on ";

    private BarePut() {}

    /// @param arguments the folder for the files
    public static void main(String[] arguments) {
        Vertx vertx = Vertx.vertx();
        vertx.createHttpServer()
                .requestHandler(request -> {
                    request.pause();
                    String file = Path.of(arguments[0])
                            .resolve(request.path().substring(request.path().lastIndexOf('/') + 1))
                            .toString();
                    vertx.fileSystem()
                            .open(file, new OpenOptions().setWrite(true).setCreate(true))
                            .compose(request::pipeTo)
                            .onSuccess(written ->
                                    request.response().setStatusCode(201).end())
                            .onFailure(failed ->
                                    request.response().setStatusCode(500).end());
                })
                .listen(0, "localhost")
                .onSuccess(server -> System.out.println(READY + server.actualPort()))
                .onFailure(failed -> System.exit(1));
    }
}
