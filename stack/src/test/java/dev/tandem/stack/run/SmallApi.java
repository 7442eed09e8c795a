package dev.tandem.stack.run;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A process that has one workflow with one version, and answers as the API does. It counts publications. */
final class SmallApi {
    private static final JsonMapper JSON = new JsonMapper();

    private final String key = "Bearer " + System.getenv("TANDEM_BOOTSTRAP_KEY");
    private final ObjectNode version = JSON.createObjectNode().put("id", "v1").put("revision", 1);
    private String name = "";
    private String status = "";
    private int publications;

    static void main() throws IOException {
        if (System.getenv().containsKey("SMALL_API_FAILS")) {
            System.out.println("no room on the disk");
            System.exit(7);
        }
        int port = Integer.parseInt(Objects.requireNonNull(System.getenv("TANDEM_API_PORT")));
        SmallApi api = new SmallApi();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port), 0);
        server.createContext("/", api::handle);
        server.start();
    }

    private void handle(HttpExchange exchange) throws IOException {
        String request =
                exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
        boolean known = !request.contains("/api/")
                || key.equals(exchange.getRequestHeaders().getFirst("Authorization"));
        byte[] sent = exchange.getRequestBody().readAllBytes();
        JsonNode body = sent.length > 0 ? JSON.readTree(sent) : JSON.createObjectNode();
        String ifMatch = Objects.requireNonNullElse(exchange.getRequestHeaders().getFirst("If-Match"), "");
        JsonNode answer = known ? answer(request, body, ifMatch) : JSON.missingNode();
        exchange.getResponseHeaders().set("ETag", tag());
        byte[] bytes = answer.toString().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(answer.isMissingNode() ? 422 : 200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private JsonNode answer(String request, JsonNode body, String ifMatch) {
        return switch (request) {
            case "GET /readyz" -> JSON.createObjectNode();
            case "GET /publications" -> JsonNodeFactory.instance.numberNode(publications);
            case "GET /api/workflows" -> {
                ObjectNode found = JSON.createObjectNode();
                found.putArray("items").addAll(name.isEmpty() ? List.of() : List.of(workflow()));
                yield found;
            }
            case "POST /api/workflows" -> {
                name = body.path("name").asString();
                status = "draft";
                yield workflow();
            }
            case "POST /api/workflows/w1/versions" -> {
                status = "draft";
                yield version;
            }
            case "GET /api/workflow-versions/v1" -> version;
            case "PATCH /api/workflow-versions/v1" ->
                ifMatch.equals(tag()) ? change(body.path("config")) : JSON.missingNode();
            case "POST /api/workflow-versions/v1/publish" -> ifMatch.equals(tag()) ? publish() : JSON.missingNode();
            default -> JSON.missingNode();
        };
    }

    private JsonNode change(JsonNode config) {
        return version.put("revision", version.path("revision").asInt() + 1).set("config", config);
    }

    private JsonNode publish() {
        if (version.path("config").has("fault")) {
            return JSON.missingNode();
        }
        publications++;
        status = "published";
        return version;
    }

    private JsonNode workflow() {
        ObjectNode workflow = JSON.createObjectNode().put("id", "w1").put("name", name);
        workflow.set(status, version);
        return workflow;
    }

    private String tag() {
        return "\"" + version.path("revision").asInt() + "\"";
    }
}
