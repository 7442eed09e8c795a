package dev.tandem.workflows.graph;

import static dev.tandem.workflows.Documents.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

class HostileDocumentTest {

    /** Of the processor: what the machine does besides is not the gate's. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    @BeforeAll
    static void loadTheRules() {
        PublishGate.check(json("{'agents':[{'id':'a','name':'A'}]}"));
    }

    @ParameterizedTest
    @MethodSource
    void isRefusedWithinASecond(JsonNode document) {
        long start = THREADS.getCurrentThreadCpuTime();
        GateReport report = PublishGate.check(document);
        Duration spent = Duration.ofNanos(THREADS.getCurrentThreadCpuTime() - start);

        assertThat(spent).isLessThan(PATIENCE);
        assertThat(report.passed()).isFalse();
        assertThat(report.problems()).hasSizeLessThanOrEqualTo(1001);
        assertThat(DocumentIds.complete(document, () -> "new")).isNotNull();
    }

    static Stream<Named<JsonNode>> isRefusedWithinASecond() {
        return Stream.of(
                Named.of("deep", withMetadata(deep(100_000))),
                Named.of("100,000 agents", document(agents(100_000, json("{'id':'a'}")))),
                Named.of("many empty agents", document(agents(100_000, json("{}")))),
                Named.of("many paths that lead nowhere", manyPaths()),
                Named.of("a huge string", withMetadata(JsonNodeFactory.instance.stringNode("x".repeat(20_000_000)))),
                Named.of("a huge number", json("{'agents':[{'id':'a','name':'A','vad':{'min_speech_ms':1e999999}}]}")),
                Named.of("many templates", manyTemplates()),
                Named.of("a pattern of nested repetitions", withPattern("((((a{0,50}){0,50}){0,50}){0,50}){0,50}")),
                Named.of("an invalid default of an expensive pattern", withPattern("(a*)*(a*)*(a*)*b")));
    }

    private static ObjectNode document(ArrayNode agents) {
        return JsonNodeFactory.instance.objectNode().set("agents", agents);
    }

    private static ArrayNode agents(int count, JsonNode agent) {
        ArrayNode agents = JsonNodeFactory.instance.arrayNode();
        for (int i = 0; i < count; i++) {
            agents.add(agent);
        }
        return agents;
    }

    private static ObjectNode withMetadata(JsonNode value) {
        ObjectNode agent = (ObjectNode) json("{'id':'a','name':'A'}");
        agent.putObject("metadata").set("value", value);
        return document(agents(1, agent));
    }

    private static JsonNode deep(int levels) {
        JsonNode node = JsonNodeFactory.instance.objectNode();
        for (int i = 0; i < levels; i++) {
            node = JsonNodeFactory.instance.arrayNode().add(node);
        }
        return node;
    }

    private static JsonNode manyPaths() {
        ObjectNode agent = (ObjectNode) json("{'name':'A'}");
        ArrayNode paths = agent.putArray("paths");
        for (int i = 0; i < 90; i++) {
            paths.add(json("{'target_agent_id':'x'}"));
        }
        return document(agents(350, agent));
    }

    private static JsonNode manyTemplates() {
        StringBuilder words = new StringBuilder();
        for (int i = 0; i < 9_000; i++) {
            words.append("{{v").append(i).append("}}");
        }
        ObjectNode agent = (ObjectNode) json("{'name':'A'}");
        agent.put("instructions", words.toString());
        ArrayNode agents = agents(10, agent);
        for (int i = 0; i < agents.size(); i++) {
            agents.set(i, agent.deepCopy().put("id", "a" + i));
        }
        return document(agents);
    }

    private static JsonNode withPattern(String pattern) {
        ObjectNode document = document(agents(1, json("{'id':'a','name':'A'}")));
        document.putArray("variables")
                .addObject()
                .put("name", "v")
                .put("pattern", pattern)
                .put("default", "a".repeat(1_999) + "c");
        return document;
    }
}
