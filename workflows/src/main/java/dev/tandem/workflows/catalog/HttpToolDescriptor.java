package dev.tandem.workflows.catalog;

import dev.tandem.workflows.document.Place;
import dev.tandem.workflows.document.Problems;
import dev.tandem.workflows.graph.Template;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Describes {@code http}: one request to a customer's backend. */
public final class HttpToolDescriptor implements ToolTypeDescriptor {

    @Override
    public String name() {
        return "http";
    }

    @Override
    public JsonNode configSchema() {
        return ConfigSchema.beside(HttpToolDescriptor.class, "http-tool.schema.json");
    }

    @Override
    public Set<String> templatedFields() {
        return Set.of("url", "headers", "query", "body");
    }

    @Override
    public void check(Place tool, Problems problems) {
        Place config = tool.field("config");
        checkHeaders(config.field("headers"), problems);
        String method = config.field("method").node().asString("GET");
        if (config.field("body").isPresent() && (method.equals("GET") || method.equals("HEAD"))) {
            problems.fault(
                    "body_not_sent",
                    config.field("body").pointer(),
                    "A request with " + method + " has no body; use query, or say another method.");
        }
        if (!config.field("success").isPresent() && isFixed(tool.field("say_result"))) {
            problems.warning(
                    "success_undeclared",
                    tool.field("say_result").pointer(),
                    "These words are said whatever the service answers with status 200. If it tells of failures in its"
                            + " body, say in config.success what success is, or name something of the answer.");
        }
    }

    private static void checkHeaders(Place headers, Problems problems) {
        headers.node().propertyNames().stream()
                .filter(ForbiddenHeaders::contains)
                .map(headers::field)
                .forEach(header -> problems.fault(
                        "forbidden_header",
                        header.pointer(),
                        "A tool cannot set this header: it belongs to the connection, to a proxy or to a login. Remove"
                                + " it."));
    }

    private static boolean isFixed(Place template) {
        return template.node().isString()
                && !template.node().stringValue().isBlank()
                && Template.readWithSections(template.node().stringValue())
                        instanceof Template.Reading.Sound(Template read)
                && read.names().isEmpty();
    }
}
