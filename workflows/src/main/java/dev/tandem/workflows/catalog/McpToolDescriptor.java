package dev.tandem.workflows.catalog;

import dev.tandem.workflows.document.Place;
import dev.tandem.workflows.document.Problems;
import dev.tandem.workflows.document.WorkspaceNames;
import dev.tandem.workflows.graph.Template;
import java.util.Locale;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Describes {@code mcp}: a tool of a server that speaks the Model Context Protocol. */
public final class McpToolDescriptor implements ToolTypeDescriptor {

    /** The member of a published tool's config that has the digest of what its server said then. */
    public static final String FROZEN = "frozen";

    /** The headers that the protocol sets itself. */
    private static final Set<String> OF_THE_PROTOCOL =
            Set.of("accept", "content-type", "idempotency-key", "last-event-id", "user-agent");

    @Override
    public String name() {
        return "mcp";
    }

    @Override
    public JsonNode configSchema() {
        return ConfigSchema.beside(McpToolDescriptor.class, "mcp-tool.schema.json");
    }

    @Override
    public Set<String> templatedFields() {
        return Set.of("url", "headers", "arguments");
    }

    @Override
    public boolean isDiscovered() {
        return true;
    }

    /** Returns whether a tool cannot set this header. */
    public static boolean isOfTheProtocol(String header) {
        String lower = header.toLowerCase(Locale.ROOT);
        return ForbiddenHeaders.contains(lower) || OF_THE_PROTOCOL.contains(lower) || lower.startsWith("mcp-");
    }

    @Override
    public void check(Place tool, Problems problems) {
        Place config = tool.field("config");
        Place headers = config.field("headers");
        headers.node().propertyNames().stream()
                .filter(McpToolDescriptor::isOfTheProtocol)
                .map(headers::field)
                .forEach(header -> problems.fault(
                        "forbidden_header",
                        header.pointer(),
                        "A tool cannot set this header: it belongs to the connection, to the protocol or to a login."
                                + " Remove it."));
        checkShared(config.field("url"), problems);
        headers.node().propertyNames().forEach(name -> checkShared(headers.field(name), problems));
    }

    /** Reports arguments where a session begins: it serves many calls. */
    private static void checkShared(Place text, Problems problems) {
        boolean namesAnArgument = text.node().isString()
                && Template.read(text.node().stringValue()) instanceof Template.Reading.Sound(Template read)
                && read.names().stream().anyMatch(name -> !WorkspaceNames.isOne(name));
        if (namesAnArgument) {
            problems.fault(
                    "argument_in_session",
                    text.pointer(),
                    "A session with the server is opened before there are arguments; name only {{workspace.NAME}} here,"
                            + " and put arguments into \"arguments\".");
        }
    }
}
