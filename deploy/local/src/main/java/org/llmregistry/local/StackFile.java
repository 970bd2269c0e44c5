package org.llmregistry.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/// `stack.json`, for scripts: URLs, people, the demonstration vendor's client. It holds secrets of the local stack, so
/// only its owner may read it.
final class StackFile {

    private static final ObjectMapper JSON = new ObjectMapper();

    private StackFile() {}

    static void write(LocalStack running, Secrets secrets) {
        ObjectNode stack = JSON.createObjectNode();
        Postgres.SERVICES.forEach(service -> stack.withObject("services").put(service, running.url(service)));
        stack.put("issuer", running.issuer()).put("tokenEndpoint", running.issuer() + "/protocol/openid-connect/token");
        for (JsonNode person : RealmFile.local().get("users")) {
            ObjectNode entry = stack.withArray("people").addObject();
            entry.put("username", person.get("username").asText())
                    .put("password", person.at("/credentials/0/value").asText());
            entry.set("roles", person.get("realmRoles"));
        }
        stack.withArray("vendors")
                .addObject()
                .put("clientId", secrets.of("demo-vendor-client-id"))
                .put("clientSecret", secrets.of("demo-vendor-client-secret"))
                .put("vendorId", secrets.of("demo-vendor-id"));
        Path file = running.stackFile();
        try {
            Files.deleteIfExists(file);
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, stack.toPrettyString());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
