package dev.tandem.workers.tool.mcp;

import java.util.List;
import okhttp3.Headers;
import okhttp3.HttpUrl;

/** Says which server a tool is at, with what its session is opened with: two tools with equal ones share a session. */
sealed interface McpServer {

    /** @param headers sent with every request; they may hold secrets */
    record Web(HttpUrl url, Headers headers) implements McpServer {

        /** Leaves out what may be secret. */
        @Override
        public String toString() {
            return url.scheme() + "://" + url.host() + ":" + url.port();
        }
    }

    /** A process of this machine, which is spoken to over its standard input and output. */
    record Command(List<String> words) implements McpServer {

        public Command {
            words = List.copyOf(words);
        }

        /** Returns the command as {@code TANDEM_MCP_COMMANDS} writes it. */
        @Override
        public String toString() {
            return String.join(" ", words);
        }
    }
}
