package org.llmregistry.benchmarks;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/// One kept connection of HTTP/1.1 (RFC 9112). What a client costs is taken from the
/// cores of the service that it measures: this one writes a request at once and reads the answer in the same thread.
final class Wire implements AutoCloseable {

    private final Socket socket;
    private final InputStream input;
    private final String host;
    private long used = System.nanoTime();

    Wire(URI server) throws IOException {
        this.host = server.getAuthority();
        this.socket = new Socket(server.getHost(), server.getPort());
        this.socket.setTcpNoDelay(true);
        this.input = new BufferedInputStream(socket.getInputStream(), 16 * 1024);
    }

    record Answer(int status, String body) {}

    /// The services close a connection on which nothing came for half a minute.
    boolean isFresh() {
        return System.nanoTime() - used < TimeUnit.SECONDS.toNanos(10);
    }

    /// @param headers lines, each with its end
    Answer post(String path, String headers, byte[] body) throws IOException {
        byte[] head = "POST %s HTTP/1.1\r\nHost: %s\r\nContent-Length: %d\r\n%s\r\n"
                .formatted(path, host, body.length, headers)
                .getBytes(StandardCharsets.US_ASCII);
        byte[] request = new byte[head.length + body.length];
        System.arraycopy(head, 0, request, 0, head.length);
        System.arraycopy(body, 0, request, head.length, body.length);
        socket.getOutputStream().write(request);
        int status = Integer.parseInt(line().split(" ")[1]);
        int length = 0;
        boolean chunked = false;
        for (String header = line(); !header.isEmpty(); header = line()) {
            String lower = header.toLowerCase(Locale.ROOT);
            chunked |= lower.startsWith("transfer-encoding:");
            if (lower.startsWith("content-length:")) {
                length =
                        Integer.parseInt(lower.substring(lower.indexOf(':') + 1).strip());
            }
        }
        byte[] answer = chunked ? chunks() : input.readNBytes(length);
        used = System.nanoTime();
        return new Answer(status, new String(answer, StandardCharsets.UTF_8));
    }

    private byte[] chunks() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int length = Integer.parseInt(line(), 16); length > 0; length = Integer.parseInt(line(), 16)) {
            body.write(input.readNBytes(length));
            line();
        }
        line();
        return body.toByteArray();
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = input.read(); c != '\n'; c = input.read()) {
            if (c < 0) {
                throw new EOFException("the server has closed the connection");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
