package dev.tandem.stack.compose;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** One service of {@code docker-compose.yml}, in the short forms that it is written in. */
record Service(String name, JsonNode node) {

    String image() {
        return node.path("image").asString("");
    }

    /** The stage of the {@code Dockerfile} that it is built from, if it is one of ours. */
    Optional<String> target() {
        return node.at("/build/target").asStringOpt();
    }

    Map<String, String> environment() {
        Map<String, String> environment = new LinkedHashMap<>();
        node.path("environment").forEachEntry((name, value) -> environment.put(name, value.asString()));
        return environment;
    }

    List<String> ports() {
        return texts("ports");
    }

    List<String> volumes() {
        return texts("volumes");
    }

    /** The services that it waits for, and what for. */
    Map<String, String> waitsFor() {
        Map<String, String> conditions = new LinkedHashMap<>();
        node.path("depends_on")
                .forEachEntry((service, how) ->
                        conditions.put(service, how.path("condition").asString("")));
        return conditions;
    }

    /** The command that tells its health; empty: it is not asked. */
    List<String> healthCheck() {
        return node.at("/healthcheck/test")
                .valueStream()
                .map(JsonNode::asString)
                .toList();
    }

    private List<String> texts(String field) {
        return node.path(field).valueStream().map(JsonNode::asString).toList();
    }
}
