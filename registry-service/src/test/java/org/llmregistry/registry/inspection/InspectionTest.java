package org.llmregistry.registry.inspection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.llmregistry.registry.inspection.Corpus.text;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.llmregistry.kernel.problem.Refusal;
import org.llmregistry.registry.RegistryProblem;

/// What is taken, and as what. What is not: `HostileDocumentsTest`.
class InspectionTest {

    @TempDir
    Path folder;

    static Stream<Arguments> documents() {
        String office = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
        byte[] word = Corpus.word("word/document.xml", text("<?xml version=\"1.0\"?><!-- x --><w:d xmlns:w='w'/>"));
        return Stream.of(
                Arguments.of(Corpus.pdf(), null, "application/pdf"),
                Arguments.of(Corpus.png(10_000, 10_000), null, "image/png"),
                Arguments.of(Corpus.jpeg(10_000, 10_000), null, "image/jpeg"),
                Arguments.of(text("Prüfbericht 安全评估报告\n"), null, "text/plain"),
                Arguments.of(text("a,b\n1,2\n"), "text/csv", "text/csv"),
                Arguments.of(text("# Report\n\n- one\n"), "text/markdown", "text/markdown"),
                Arguments.of(text("{\"a\": [1, {\"b\": null}]}\n"), null, "application/json"),
                Arguments.of(text("{\"a\": [1, {\"b\": null}]}\n"), "text/plain", "text/plain"),
                Arguments.of(text("{\"a\": 1} {\"a\": 2}\n"), null, "text/plain"),
                Arguments.of(Corpus.zip("report/a.txt", text("x")), null, "application/zip"),
                Arguments.of(Corpus.nested(2, text("x")), null, "application/zip"),
                Arguments.of(Corpus.zip("report.docx", word), null, "application/zip"),
                Arguments.of(Corpus.tar("report/a.zip", Corpus.zip("a", text("x"))), null, "application/x-tar"),
                Arguments.of(Corpus.gzip(Corpus.tar("a", text("x"))), null, "application/gzip"),
                Arguments.of(word, office, office),
                Arguments.of(Corpus.odt(), null, "application/vnd.oasis.opendocument.text"));
    }

    @ParameterizedTest
    @MethodSource("documents")
    void documents_of_dossiers_are_taken_as_what_they_are(byte[] content, String declared, String type)
            throws IOException {
        assertThat(inspection().inspect(file(content), declared)).isEqualTo(type);
    }

    @Test
    void which_kinds_are_taken_and_how_much_they_may_hold_is_configuration() throws IOException {
        Path zip = file(Corpus.zip("a", new byte[2_000_000]));
        assertThat(inspection("registry.inspection.archives.ratio", "2000").inspect(zip, null))
                .isEqualTo("application/zip");
        assertThatThrownBy(() -> inspection("registry.inspection.archives.unpacked", "1K")
                        .inspect(zip, null))
                .hasMessage("It unpacks to more than 1024 bytes.");
        assertThatThrownBy(() -> inspection("registry.inspection.media-types", "text/plain")
                        .inspect(zip, null))
                .hasMessage("It unpacks to more than 100 times its size.");
        assertThatThrownBy(() -> inspection("registry.inspection.media-types", "text/plain")
                        .inspect(file(Corpus.pdf()), null))
                .hasMessage("It is application/pdf. Taken are: text/plain.");
    }

    @Test
    void what_the_scanner_finds_is_refused_and_what_it_does_not_scan_as_well() throws IOException {
        Path file = file(text("words"));
        assertThat(scanned("stream: OK\0", file)).isEqualTo("text/plain");
        assertThatThrownBy(() -> scanned("stream: Win.Test-1 FOUND\0", file))
                .hasMessage("It carries Win.Test-1.")
                .extracting(refusal -> ((Refusal) refusal).type())
                .isEqualTo(RegistryProblem.MALWARE_FOUND);
        assertThatThrownBy(() -> scanned("INSTREAM size limit exceeded. ERROR\0", file))
                .hasMessage("The malware scanner says: INSTREAM size limit exceeded. ERROR")
                .extracting(refusal -> ((Refusal) refusal).type())
                .isEqualTo(RegistryProblem.SCANNER_UNAVAILABLE);
        assertThatThrownBy(() ->
                        inspection("registry.inspection.scanner", "localhost:1").inspect(file, null))
                .hasMessage("The malware scanner does not answer.");
    }

    /// clamd is somebody else's program; this socket speaks as much of its protocol as a client sees.
    private String scanned(String answer, Path file) throws IOException {
        try (ServerSocket clamd = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> {
                try (Socket client = clamd.accept()) {
                    DataInputStream in = new DataInputStream(client.getInputStream());
                    String command = new String(in.readNBytes(10), StandardCharsets.US_ASCII);
                    StringBuilder stream = new StringBuilder();
                    for (int length = in.readInt(); length > 0; length = in.readInt()) {
                        stream.append(new String(in.readNBytes(length), StandardCharsets.US_ASCII));
                    }
                    boolean understood =
                            command.equals("zINSTREAM\0") && stream.toString().equals("words");
                    client.getOutputStream().write(text(understood ? answer : "UNKNOWN COMMAND\0"));
                } catch (IOException gone) {
                    throw new IllegalStateException(gone);
                }
            });
            return inspection("registry.inspection.scanner", "localhost:" + clamd.getLocalPort())
                    .inspect(file, null);
        }
    }

    private static Inspection inspection(String... setting) {
        SmallRyeConfigBuilder settings =
                new SmallRyeConfigBuilder().addDiscoveredConverters().withMapping(InspectionSettings.class);
        for (int i = 0; i < setting.length; i += 2) {
            settings.withDefaultValue(setting[i], setting[i + 1]);
        }
        return new Inspection(settings.build().getConfigMapping(InspectionSettings.class));
    }

    private Path file(byte[] content) throws IOException {
        return Files.write(Files.createTempFile(folder, "document", ""), content);
    }
}
