package dev.tandem.workflows.gate;

import static dev.tandem.workflows.Documents.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.tandem.workflows.document.DraftBounds;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Checks documents of an acceptable size that ask for far too much work. */
class HostileToolsTest {

    /** The most processor time. Elapsed time would include other work of the machine. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    /** The most bytes allocated in all, not at once. */
    private static final long MOST_BYTES = 1L << 30;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @BeforeAll
    static void loadTheRules() {
        PublishGate.check(
                withTools(tools(2_000, i -> json("{'type':'object','properties':{'p" + i + "':{'type':'string'}}}"))));
    }

    @ParameterizedTest
    @MethodSource
    void isJudgedWithinASecond(JsonNode document) {
        long start = THREADS.getCurrentThreadCpuTime();
        long allocated = THREADS.getCurrentThreadAllocatedBytes();
        GateReport report = PublishGate.check(document);
        Duration spent = Duration.ofNanos(THREADS.getCurrentThreadCpuTime() - start);
        allocated = THREADS.getCurrentThreadAllocatedBytes() - allocated;

        assertThat(DraftBounds.excess(document)).isEmpty();
        assertThat(spent).isLessThan(PATIENCE);
        assertThat(allocated).isLessThan(MOST_BYTES);
        assertThat(report.problems()).hasSizeLessThanOrEqualTo(1001);
    }

    static Stream<Named<JsonNode>> isJudgedWithinASecond() {
        return Stream.of(
                Named.of(
                        "many sound schemas",
                        withTools(tools(
                                7_000, i -> json("{'type':'object','properties':{'p" + i + "':{'type':'string'}}}")))),
                Named.of("many large schemas", withTools(tools(100, i -> largeSchema(150)))),
                Named.of(
                        "a schema that refers to itself",
                        withTools(tools(1, i -> json("{'type':'object','$ref':'#'}")))),
                Named.of(
                        "schemas that refer in a ring",
                        withTools(
                                tools(
                                        1,
                                        i -> json(
                                                "{'type':'object','$ref':'#/$defs/a','$defs':{'a':{'$ref':'#/$defs/b'},'b':{'$ref':'#/$defs/a'}}}")))),
                Named.of("a schema that doubles with every reference", withTools(tools(1, i -> doublingSchema(40)))),
                Named.of("braces without end", withInstructions("{".repeat(100_000))),
                Named.of("tags without end", withInstructions("{{a}}".repeat(20_000))),
                Named.of("templates that name very many variables", namesOfAll()));
    }

    private interface SchemaOf {
        JsonNode schema(int tool);
    }

    private static ArrayNode tools(int count, SchemaOf schemas) {
        ArrayNode tools = JsonNodeFactory.instance.arrayNode();
        for (int i = 0; i < count; i++) {
            ObjectNode tool = (ObjectNode) json("{'tool_type':'http','config':{'url':'https://x.y'}}");
            tool.put("name", "t" + i).set("parameters", schemas.schema(i));
            tools.add(tool);
        }
        return tools;
    }

    /** Returns a document with a hundred tools in each agent. */
    private static JsonNode withTools(ArrayNode tools) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        ArrayNode agents = document.putArray("agents");
        for (int from = 0; from < tools.size(); from += 100) {
            ArrayNode own =
                    agents.addObject().put("id", "a" + from).put("name", "A").putArray("tools");
            IntStream.range(from, Math.min(from + 100, tools.size())).forEach(i -> own.add(tools.get(i)));
        }
        return document;
    }

    private static JsonNode largeSchema(int properties) {
        ObjectNode schema = (ObjectNode) json("{'type':'object'}");
        ObjectNode all = schema.putObject("properties");
        for (int i = 0; i < properties; i++) {
            all.putObject("property" + i).put("type", "string").put("maxLength", i);
        }
        return schema;
    }

    private static JsonNode doublingSchema(int levels) {
        ObjectNode schema = (ObjectNode) json("{'type':'object','$ref':'#/$defs/d0'}");
        ObjectNode definitions = schema.putObject("$defs");
        for (int i = 0; i < levels; i++) {
            definitions.set(
                    "d" + i, json("{'allOf':[{'$ref':'#/$defs/d%d'},{'$ref':'#/$defs/d%d'}]}".formatted(i + 1, i + 1)));
        }
        definitions.putObject("d" + levels);
        return schema;
    }

    private static JsonNode withInstructions(String instructions) {
        ObjectNode document = (ObjectNode) json("{'agents':[{'id':'a','name':'A'}]}");
        ((ObjectNode) document.at("/agents/0")).put("instructions", instructions);
        return document;
    }

    /** Returns a document with 9,000 variables, each required by one path and named by one text. */
    private static JsonNode namesOfAll() {
        ObjectNode document = (ObjectNode) withInstructions(String.join(
                "", IntStream.range(0, 9_000).mapToObj(i -> "{{v" + i + "}}").toList()));
        ArrayNode paths = ((ObjectNode) document.at("/agents/0")).putArray("paths");
        for (int p = 0; p < 90; p++) {
            ObjectNode path =
                    paths.addObject().put("id", "p" + p).put("name", "P").put("target_agent_id", "a");
            ArrayNode variables = path.putArray("required_variables");
            for (int v = p * 100; v < (p + 1) * 100; v++) {
                variables.addObject().put("name", "v" + v);
            }
        }
        return document;
    }
}
