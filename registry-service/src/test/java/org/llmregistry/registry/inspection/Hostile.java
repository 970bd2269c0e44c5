package org.llmregistry.registry.inspection;

import static org.llmregistry.registry.inspection.Corpus.EICAR;
import static org.llmregistry.registry.inspection.Corpus.entry;
import static org.llmregistry.registry.inspection.Corpus.gzip;
import static org.llmregistry.registry.inspection.Corpus.joined;
import static org.llmregistry.registry.inspection.Corpus.jpeg;
import static org.llmregistry.registry.inspection.Corpus.lastReplaced;
import static org.llmregistry.registry.inspection.Corpus.nested;
import static org.llmregistry.registry.inspection.Corpus.pdf;
import static org.llmregistry.registry.inspection.Corpus.png;
import static org.llmregistry.registry.inspection.Corpus.tar;
import static org.llmregistry.registry.inspection.Corpus.tarOfLink;
import static org.llmregistry.registry.inspection.Corpus.text;
import static org.llmregistry.registry.inspection.Corpus.word;
import static org.llmregistry.registry.inspection.Corpus.zip;
import static org.llmregistry.registry.inspection.Corpus.zipBomb;
import static org.llmregistry.registry.inspection.Corpus.zipOfLink;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;

/// The hostile corpus: what is sent, and the very refusal that it has to meet.
///
/// @param what for the reader
/// @param declared media type that the sender names; null: none
/// @param problem slug of the problem
/// @param rule of the problem's first error
/// @param says what the detail names
public record Hostile(String what, byte[] content, String declared, String problem, String rule, String says) {

    private static final String JAR = "META-INF/MANIFEST.MF";
    private static final String XXE =
            "<!DOCTYPE d [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><w:d xmlns:w='w'>&x;</w:d>";
    private static final byte[] GIF = text("GIF89a\1\0\1\0\0\0\0;");
    private static final byte[] ELF = joined(new byte[] {0x7F, 'E', 'L', 'F', 2, 1, 1}, new byte[9], new byte[] {2, 0});
    private static final byte[] PROGRAM = joined(text("MZ\220\0\3\0\0\0\4\0\0\0\377\377\0\0"), new byte[200]);

    @Override
    public String toString() {
        return what;
    }

    public static Stream<Hostile> files() {
        return Stream.concat(archives(), others());
    }

    private static Stream<Hostile> archives() {
        return Stream.of(
                archive("ratio bomb", zipBomb(64), "ratio", "more than 100 times"),
                archive("ratio bomb in a stored archive", zip("b.zip", zipBomb(64)), "ratio", "100 times"),
                archive("ratio bomb, gzip", gzip(new byte[64 << 20]), "ratio", "more than 100 times"),
                archive("zip in zip in zip in zip", nested(4, text("deep")), "depth", "deeper than 3"),
                archive(
                        "zip with 10,001 entries",
                        zip(zip -> {
                            for (int i = 0; i < 10_001; i++) {
                                entry(zip, "e" + i, new byte[0]);
                            }
                        }),
                        "entries",
                        "more than 10000"),
                archive("zip slip", zip("../../etc/cron.d/x", text("x")), "path", "leads out"),
                archive("zip slip in an inner archive", nested(1, zip("a/../../x", text("x"))), "path", "leads"),
                archive("zip slip, tar", tar("../x", text("x")), "path", "leads out"),
                archive("absolute path", zip("/etc/passwd", text("x")), "path", "leads out"),
                archive("absolute path of Windows", zip("C:x", text("x")), "path", "leads out"),
                archive("symlink zip", zipOfLink(), "link", "symbolic link"),
                archive("symlink zip in a zip", nested(1, zipOfLink()), "link", "symbolic link"),
                archive("symlink, tar.gz", gzip(tarOfLink(true)), "link", "has a link"),
                archive("hard link, tar", tarOfLink(false), "link", "has a link"),
                archive(
                        "two names for one entry",
                        lastReplaced(zip("a.txt", text("x")), "a.txt", "b.exe"),
                        "directory",
                        "other names"),
                archive(
                        "zip with something behind it",
                        joined(zip("a", text("x")), text("more")),
                        "directory",
                        "at its very end"),
                archive("half a zip", Arrays.copyOf(zip("a", new byte[500]), 40), "unreadable", "broken"),
                archive("name that turns around", zip("invoice\u202Efdp.exe", text("x")), "name", "turns text"),
                archive("name with %00", zip("a.pdf%00.exe", text("x")), "name", "control character"),
                archive("name with a zero byte", zip("a.pdf\0.exe", text("x")), "name", "control character"),
                archive("name of a kibibyte", zip("n".repeat(1_024), text("x")), "name", "1 to 255 bytes"));
    }

    private static Stream<Hostile> others() {
        return Stream.of(
                new Hostile(
                        "PDF that is JavaScript",
                        joined(text("var a = /*"), pdf(), text("*/ alert(1)")),
                        null,
                        "polyglot",
                        "polyglot",
                        "a PDF that begins at byte 10"),
                new Hostile(
                        "GIFAR",
                        joined(GIF, zip(JAR, text("Main-Class: X"))),
                        null,
                        "polyglot",
                        "polyglot",
                        "image/gif and also a ZIP"),
                new Hostile(
                        "PNG with a Java archive",
                        joined(png(1, 1), zip(JAR, text("Main-Class: X"))),
                        null,
                        "polyglot",
                        "polyglot",
                        "image/png and also a ZIP"),
                new Hostile(
                        "PNG with a script behind it",
                        joined(png(1, 1), text("<script>")),
                        null,
                        "media-type-refused",
                        "whole",
                        "something follows"),
                new Hostile(
                        "text that becomes a program",
                        joined(text("read me ".repeat(10_000)), ELF),
                        null,
                        "media-type-refused",
                        "whole",
                        "begins as text"),
                new Hostile(
                        "Java archive",
                        zip(JAR, text("Main-Class: X")),
                        null,
                        "media-type-refused",
                        "media-type",
                        "It is application/java-archive"),
                new Hostile(
                        "SVG with a script",
                        text("<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>"),
                        null,
                        "media-type-refused",
                        "media-type",
                        "It is image/svg+xml"),
                new Hostile(
                        "HTML",
                        text("<!DOCTYPE html><html><body onload=alert(1)>"),
                        "text/plain",
                        "media-type-refused",
                        "media-type",
                        "It is text/html"),
                new Hostile(
                        "shell script",
                        text("#!/bin/sh\nrm -rf /\n"),
                        "text/plain",
                        "media-type-refused",
                        "media-type",
                        "It is application/x-sh"),
                new Hostile(
                        "program that says PDF",
                        PROGRAM,
                        "application/pdf",
                        "media-type-refused",
                        "media-type",
                        "It is application/x-"),
                new Hostile(
                        "program in an archive",
                        zip("tool", ELF),
                        null,
                        "media-type-refused",
                        "media-type",
                        "The archive carries application/x-"),
                new Hostile(
                        "image that says PDF",
                        png(1, 1),
                        "application/pdf",
                        "media-type-mismatch",
                        "media-type",
                        "declared application/pdf, but it is image/png"),
                new Hostile("no bytes", new byte[0], null, "media-type-refused", "empty", "no bytes"),
                new Hostile(
                        "XXE docx",
                        word("word/document.xml", text(XXE)),
                        null,
                        "active-content",
                        "doctype",
                        "word/document.xml"),
                new Hostile(
                        "XXE docx in UTF-16",
                        word("word/document.xml", XXE.getBytes(StandardCharsets.UTF_16)),
                        null,
                        "active-content",
                        "doctype",
                        "word/document.xml"),
                new Hostile(
                        "docx with macros",
                        word("word/vbaProject.bin", text("Sub AutoOpen()")),
                        null,
                        "active-content",
                        "macro",
                        "word/vbaProject.bin"),
                new Hostile(
                        "PDF that acts",
                        joined(text("%PDF-1.7\n<< /S /JavaScript >>"), pdf()),
                        null,
                        "active-content",
                        "pdf-action",
                        "/JavaScript"),
                new Hostile("pixel flood PNG", png(50_000, 50_000), null, "image-refused", "pixels", "50000 x 50000"),
                new Hostile("pixel flood JPEG", jpeg(60_000, 60_000), null, "image-refused", "pixels", "60000 x 60000"),
                new Hostile("EICAR", text(EICAR), null, "malware-found", "malware", "EICAR-Test-File"),
                new Hostile(
                        "EICAR in an archive",
                        gzip(tar("x.txt", text(EICAR))),
                        null,
                        "malware-found",
                        "malware",
                        "EICAR-Test-File"));
    }

    private static Hostile archive(String what, byte[] content, String rule, String says) {
        return new Hostile(what, content, null, "archive-refused", rule, says);
    }
}
