package dev.tandem.workers.tool.mcp;

import dev.tandem.workers.tool.ToolFault;
import java.io.EOFException;
import java.io.IOException;
import java.util.Optional;
import okio.BufferedSource;

/** Reads server-sent events (HTML standard, 9.2) as they come. */
final class EventStream {

    private final BufferedSource source;
    private String lastId;
    private long retryMillis = 1_000;

    /** @param lastId of the event behind which the stream goes on; empty: it begins */
    EventStream(BufferedSource source, String lastId) {
        this.source = source;
        this.lastId = lastId;
    }

    /**
     * Returns the data of the next event that has some; empty: the stream is over.
     *
     * @throws ToolFault if an event is larger than a message may be
     */
    Optional<String> next() throws IOException {
        StringBuilder data = new StringBuilder();
        while (true) {
            Optional<String> line = line();
            if (line.isEmpty()) {
                return Optional.empty(); // An event that is not whole does not count.
            }
            String text = line.get();
            if (text.isEmpty()) {
                if (!data.isEmpty()) {
                    return Optional.of(data.toString());
                }
            } else {
                take(text, data);
            }
            if (data.length() > ServerTransport.LARGEST) {
                throw tooLarge();
            }
        }
    }

    private void take(String line, StringBuilder data) {
        int colon = line.indexOf(':');
        String field = colon < 0 ? line : line.substring(0, colon);
        String value = colon < 0 ? "" : line.substring(line.startsWith(": ", colon) ? colon + 2 : colon + 1);
        switch (field) {
            case "data" -> data.append(data.isEmpty() ? "" : "\n").append(value);
            case "id" -> lastId = value;
            case "retry" -> retryMillis = value.matches("[0-9]{1,6}") ? Long.parseLong(value) : retryMillis;
            default -> {
                // Comments keep the connection open; all events here are messages.
            }
        }
    }

    private Optional<String> line() throws IOException {
        try {
            return Optional.of(source.readUtf8LineStrict(ServerTransport.LARGEST));
        } catch (EOFException over) {
            if (source.getBuffer().size() > ServerTransport.LARGEST) {
                throw tooLarge();
            }
            return Optional.empty();
        }
    }

    static ToolFault tooLarge() {
        return new ToolFault(ToolFault.Kind.UNREADABLE, "the MCP server's answer is larger than 1 MiB");
    }

    /** Returns where a stream that ends early can be resumed; empty: nowhere. */
    String lastId() {
        return lastId;
    }

    /** Returns after how many milliseconds the server wants to be asked again. */
    long retryMillis() {
        return retryMillis;
    }
}
