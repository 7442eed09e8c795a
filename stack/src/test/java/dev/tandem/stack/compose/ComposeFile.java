package dev.tandem.stack.compose;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** {@code docker-compose.yml}. */
record ComposeFile(JsonNode document) {

    static ComposeFile read(Path file) throws IOException {
        return new ComposeFile(new YAMLMapper().readTree(Files.readString(file)));
    }

    /** The same with its variables replaced, as Compose does it: in values, names stay as they are. */
    ComposeFile filled(Map<String, String> values) {
        return new ComposeFile(filled(document, values));
    }

    Set<String> variables() {
        return ofTexts(Template::variables);
    }

    /** Variables without which Compose does not start anything. */
    Set<String> demanded() {
        return ofTexts(Template::demanded);
    }

    List<Service> services() {
        return document.path("services")
                .propertyStream()
                .map(service -> new Service(service.getKey(), service.getValue()))
                .toList();
    }

    Service service(String name) {
        return services().stream()
                .filter(service -> service.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("There is no service " + name + "."));
    }

    /** Names of the volumes that are declared for all services. */
    Set<String> volumes() {
        return Set.copyOf(document.path("volumes").propertyNames());
    }

    private Set<String> ofTexts(Function<Template, Set<String>> names) {
        Set<String> all = new TreeSet<>();
        texts(document).map(Template::new).map(names).forEach(all::addAll);
        return all;
    }

    private static Stream<String> texts(JsonNode node) {
        return node.isContainer() ? node.valueStream().flatMap(ComposeFile::texts) : Stream.of(node.asString(""));
    }

    private static JsonNode filled(JsonNode node, Map<String, String> values) {
        return switch (node) {
            case ObjectNode object -> {
                ObjectNode filled = object.objectNode();
                object.forEachEntry((name, value) -> filled.set(name, filled(value, values)));
                yield filled;
            }
            case ArrayNode array -> {
                ArrayNode filled = array.arrayNode();
                array.forEach(value -> filled.add(filled(value, values)));
                yield filled;
            }
            case StringNode text -> StringNode.valueOf(new Template(text.stringValue()).filled(values));
            default -> node;
        };
    }
}
