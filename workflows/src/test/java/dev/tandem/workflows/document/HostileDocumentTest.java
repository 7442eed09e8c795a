package dev.tandem.workflows.document;

import static dev.tandem.workflows.Documents.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.workflows.gate.GateReport;
import dev.tandem.workflows.gate.PublishGate;
import dev.tandem.workflows.guard.Guards;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.function.IntFunction;
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

    /** The most processor time. Elapsed time would include other work of the machine. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private static final String LOOPS =
            "[1,2].all(a, [1,2].all(b, [1,2].all(c, [1,2].all(d, [1,2].all(e, a + b + c + d + e > 0)))))";

    @BeforeAll
    static void loadTheRules() {
        PublishGate.check(json("{'agents':[{'id':'a','name':'A'}]}"));
        Guards.prepare();
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
                Named.of("an invalid default of an expensive pattern", withPattern("(a*)*(a*)*(a*)*b")),
                Named.of("a guard of parentheses", withGuards(1, n -> "(".repeat(1_900))),
                Named.of("a guard of negations", withGuards(1, n -> "!(".repeat(900))),
                Named.of("a guard of lists", withGuards(1, n -> "[".repeat(1_900))),
                Named.of("a guard of conditions", withGuards(1, n -> "true ? ".repeat(250))),
                Named.of("a guard of alternatives", withGuards(1, n -> "true" + " || true".repeat(240))),
                Named.of("a guard that does not end", withGuards(1, n -> "turn > 0 && ".repeat(340))),
                Named.of("a guard of nested loops", withGuards(1, n -> LOOPS)),
                Named.of("a guard with a pattern bomb", withGuards(1, n -> "channel.matches('((a{999}){999}){999}')")),
                Named.of("a guard with a pattern made of values", withGuards(1, n -> "channel.matches(channel)")),
                Named.of("a guard of quotes", withGuards(1, n -> "'" + "\\".repeat(1_800))),
                Named.of("many wrong guards", withGuards(9_000, n -> "turn == 'x" + n + "'")),
                Named.of("many guards", withGuards(9_000, n -> "turn > " + n)),
                Named.of("many large guards", withGuards(500, n -> "turn > " + n + " || true".repeat(90))));
    }

    private static ObjectNode withGuards(int count, IntFunction<String> guard) {
        ArrayNode agents = JsonNodeFactory.instance.arrayNode();
        for (int n = 0; n < count; n++) {
            if (n % 90 == 0) {
                agents.addObject().put("id", "a" + n).put("name", "A").putArray("paths");
            }
            agents.get(n / 90)
                    .withArray("/paths")
                    .addObject()
                    .put("id", "p" + n)
                    .put("name", "P")
                    .put("target_agent_id", "a" + n / 90 * 90)
                    .put("guard_condition", guard.apply(n));
        }
        return document(agents);
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
