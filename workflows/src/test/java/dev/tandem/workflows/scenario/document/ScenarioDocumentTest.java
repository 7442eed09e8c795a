package dev.tandem.workflows.scenario.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.tandem.workflows.catalog.SchemaCheck;
import dev.tandem.workflows.document.Problem;
import dev.tandem.workflows.scenario.Act;
import dev.tandem.workflows.scenario.Caller;
import dev.tandem.workflows.scenario.Expectation;
import dev.tandem.workflows.scenario.Repeat;
import dev.tandem.workflows.scenario.Scenario;
import dev.tandem.workflows.scenario.ScenarioLimits;
import dev.tandem.workflows.scenario.TextMatch;
import dev.tandem.workflows.scenario.Times;
import dev.tandem.workflows.scenario.Voice;
import java.time.OffsetDateTime;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

class ScenarioDocumentTest {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final SchemaCheck SCHEMA = SchemaCheck.by(ScenarioDocument.schema());

    private static final String REFUND = """
            name: refund needs the order number
            variables: {shop: Lantern Books}        # given at the start
            now: 2026-11-25T10:00:00-05:00          # the call's clock
            tools:
              check_order:
                - when: {order_id: A1234}
                  answer: {status: shipped, day: Thursday}
                - fail: unavailable
            caller:
              - say: Where is my order?
                expect:
                  - said: {contains: order number}
                  - not_said: {matches: "(?i)thursday"}
                  - no_tool: check_order
              - say: It is A one two three four.
                expect:
                  - tool: {name: check_order, arguments: {order_id: A1234}, times: 1}
                  - path: {taken: Orders}
                  - said: {matches: "Thursday"}
                  - first_sound_ms: {at_most: 1500}
            end:
              - status: completed
              - variables: {order_id: A1234, phone: null}
              - path_sequence: [Orders, Goodbye]
              - judge: {criterion: "The agent never promised a refund.", model: openai}
            repeat: {runs: 5, at_least: 4, seed: 7}
            """;

    private static final String EVERY_KIND = """
            name: every kind
            tools: real
            caller:
              - wait_ms: 500
                expect:
                  - said: order number
                  - said: {any_of: [order number, {equals: Which order?}, {matches: "^Which"}]}
                  - tool: check_order
                  - tool: {name: check_order, times: {at_least: 1, at_most: 2}}
                  - no_tool: true
                  - path: {offered: Orders}
                  - path: {refused: Billing}
                  - heard: {contains: yes}
              - press: "12#"
              - hang_up: true
            end:
              - status: dropped
              - ended_reason: caller_left
              - agent: Clerk
            voice: {noise_db: 10, packet_loss: 0.05, band: phone, pauses: true, backchannels: true}
            """;

    private static final String PERSONA = """
            name: somebody in a hurry
            persona:
              goal: Find out where the order is.
              facts: {order_id: A1234, items: 2}
              style: in a hurry
              model: {provider: openai, model: some-model}
              max_turns: 6
            """;

    @Test
    void theExampleOfTheDesignIsRead() {
        Scenario scenario = sound(REFUND);

        assertThat(scenario.name()).isEqualTo("refund needs the order number");
        assertThat(scenario.variables()).isEqualTo(Map.of("shop", JSON.stringNode("Lantern Books")));
        assertThat(scenario.now()).isEqualTo(OffsetDateTime.parse("2026-11-25T10:00:00-05:00"));
        assertThat(tools(scenario).path("check_order").path(1).path("fail").asString())
                .isEqualTo("unavailable");
        assertThat(scenario.lines()).hasSize(2);
        assertThat(scenario.lines().getFirst().expect())
                .containsExactly(
                        new Expectation.Said(new TextMatch.Contains("order number")),
                        new Expectation.NotSaid(new TextMatch.Matches("(?i)thursday")),
                        new Expectation.NoTool("check_order"));
        assertThat(scenario.lines().get(1).expect())
                .contains(
                        new Expectation.ToolAsked(
                                "check_order", Map.of("order_id", JSON.stringNode("A1234")), Times.exactly(1)),
                        new Expectation.FirstSound(1500));
        assertThat(scenario.end())
                .contains(new Expectation.Variables(
                        Map.of("order_id", JSON.stringNode("A1234"), "phone", JSON.nullNode())));
        assertThat(scenario.repeat()).isEqualTo(new Repeat(5, 4, 7));
    }

    @Test
    void everyActAndEveryKindOfExpectationIsRead() {
        Scenario scenario = sound(EVERY_KIND);

        assertThat(scenario.lines())
                .extracting("act")
                .containsExactly(new Act.Wait(500), new Act.Press("12#"), new Act.HangUp());
        assertThat(scenario.lines().getFirst().expect())
                .containsExactly(
                        new Expectation.Said(new TextMatch.Contains("order number")),
                        new Expectation.Said(new TextMatch.AnyOf(List.of(
                                new TextMatch.Contains("order number"),
                                new TextMatch.Equals("Which order?"),
                                new TextMatch.Matches("^Which")))),
                        new Expectation.ToolAsked("check_order", Map.of(), Times.SOME),
                        new Expectation.ToolAsked("check_order", Map.of(), new Times(1, 2)),
                        new Expectation.NoTool(null),
                        new Expectation.PathMet(Expectation.PathMet.How.OFFERED, "Orders"),
                        new Expectation.PathMet(Expectation.PathMet.How.REFUSED, "Billing"),
                        new Expectation.Heard(new TextMatch.Contains("yes")));
        assertThat(scenario.end())
                .containsExactly(
                        new Expectation.Status("dropped"),
                        new Expectation.EndedReason("caller_left"),
                        new Expectation.ActiveAgent("Clerk"));
        assertThat(scenario.voice()).isEqualTo(new Voice(10, 0.05, Voice.Band.PHONE, true, true));
    }

    @Test
    void aPersonaIsReadBesideCallerAndInIt() {
        Caller.Persona persona = (Caller.Persona) sound(PERSONA).caller();

        assertThat(persona.facts()).isEqualTo(Map.of("order_id", "A1234", "items", "2"));
        assertThat(persona.model().name()).isEqualTo("openai");
        assertThat(persona.maxTurns()).isEqualTo(6);
        Caller.Persona inside = (Caller.Persona)
                sound("{name: a, caller: {persona: {goal: A refund.}}}").caller();
        assertThat(inside.model().name()).isEqualTo("builtin");
    }

    @ParameterizedTest
    @ValueSource(strings = {REFUND, EVERY_KIND, PERSONA})
    void yamlAndItsJsonSayTheSameAndFitTheSchema(String yaml) {
        ScenarioDocument.Result.Sound read = (ScenarioDocument.Result.Sound) ScenarioDocument.read(yaml);
        JsonNode json = read.source().json();

        assertThat(SCHEMA.misfits(json)).isEmpty();
        assertThat(sound(json.toPrettyString())).isEqualTo(read.scenario());
        assertThat(sound(ScenarioText.yaml(json))).isEqualTo(read.scenario());
        assertThat(sound(json.toPrettyString().replace("  ", "\t"))).isEqualTo(read.scenario());
        assertThat(ScenarioDocument.read(json))
                .isInstanceOfSatisfying(
                        ScenarioDocument.Result.Sound.class,
                        again -> assertThat(again.scenario()).isEqualTo(read.scenario()));
    }

    @Test
    void jsonIsReadAsJsonWritesIt() throws Exception {
        String json = "{\"name\": \"\\ud83d\\ude00 \\/ \\u00e9\\n\", \"caller\": [{\"say\": \"A\\\\B \\\"x\\\"\"}]}";

        assertThat(sound(json).name()).isEqualTo("\ud83d\ude00 / \u00e9\n");
        assertThat(((ScenarioDocument.Result.Sound) ScenarioDocument.read(json))
                        .source()
                        .json())
                .isEqualTo(JsonMapper.shared().readTree(json));
    }

    @Test
    void scalarsAreThoseOfYaml12() {
        Scenario scenario = sound("""
                name: yes
                variables: {a: no, b: true, c: 12, d: 1.50, e: 2026-11-25, f: "0123", g: ~, h: 12:30:45}
                caller: []
                """);

        assertThat(scenario.name()).isEqualTo("yes");
        assertThat(scenario.variables().toString())
                .isEqualTo("{a=\"no\", b=true, c=12, d=1.50, e=\"2026-11-25\", f=\"0123\", g=null, h=\"12:30:45\"}");
    }

    @Test
    void anchorsStandForWhatTheyName() {
        Scenario scenario = sound("""
                name: twice
                tools: {one: &answer {answer: {ok: true}}, two: *answer}
                caller: []
                """);

        assertThat(tools(scenario).path("two")).isEqualTo(tools(scenario).path("one"));
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                fault("caller: []", "missing_member", "Line 1, column 1: Add name", true),
                fault("name: a", "missing_member", "Line 1, column 1: Add either caller", true),
                fault("name: a\ncaller: []\npersona: {goal: b}", "too_many_members", "Line 1, column 1", true),
                fault(
                        "name: a\ncaler: []\ncaller: []",
                        "unknown_member",
                        "Line 2, column 1: There is no \"caler\" here; did you mean caller?",
                        true),
                fault(
                        "name: a\ncaller: {say: b}",
                        "unknown_member",
                        "Line 2, column 10: There is no \"say\" here",
                        true),
                fault(
                        "name: a\ncaller:\n  - say: b\n    expect:\n      - said: {contans: c}",
                        "unknown_member",
                        "Line 5, column 16: There is no \"contans\" here; did you mean contains?",
                        true),
                fault(
                        "name: a\ncaller:\n  - say: b\n    expect:\n      - said: {matches: \"(?=x)\"}",
                        "invalid_pattern",
                        "Line 5, column 16: The pattern does not compile",
                        false),
                fault(
                        "name: a\ncaller:\n  - say: b\n    expect:\n      - said: {matches: \"((a{90}){90}){90}\"}",
                        "pattern_too_large",
                        "Line 5, column 16",
                        false),
                fault(
                        "name: a\ncaller:\n  - say: b\n    expect:\n      - said: b\n        tool: c",
                        "too_many_members",
                        "Line 5, column 9: Here are said and tool; give each an entry of its own",
                        true),
                fault(
                        "name: a\ncaller:\n  - say: b\n    expect:\n      - tool: {arguments: {}}",
                        "missing_member",
                        "Line 5, column 9: Add name, such as name: check_order",
                        true),
                fault(
                        "name: a\ncaller:\n  - say: b\n    expect:\n      - judge: {criterion: c, model: openai}",
                        "misplaced",
                        "Line 5, column 9: A model judges a whole call; move this to end",
                        true),
                fault(
                        "name: a\ncaller: []\nend: [judge: {criterion: c}]",
                        "missing_member",
                        "Line 3, column 7: Add model",
                        true),
                fault(
                        "name: a\ncaller: []\nend:\n  - status: done",
                        "unknown_value",
                        "Line 4, column 5: Write one of active, completed, dropped",
                        true),
                fault(
                        "name: a\ncaller: []\nend:\n  - no_tool: false",
                        "wrong_type",
                        "Line 4, column 5: Write a tool's name, or true",
                        true),
                fault("name: a\ncaller: []\nend:\n  - path: {took: b}", "unknown_member", "Line 4, column 12", true),
                fault(
                        "name: a\ncaller: []\nend:\n  - first_sound_ms: 1500",
                        "wrong_type",
                        "Line 4, column 5: Write an object, such as {at_most: 1500}",
                        true),
                fault(
                        "name: a\ncaller:\n  - say: 1234",
                        "wrong_type",
                        "Line 3, column 5: Write a text; put it into quotes",
                        true),
                fault("name: a\ncaller:\n  - say: \"\"", "empty_text", "Line 3, column 5: This text is empty", true),
                fault("name: a\ncaller:\n  - press: abc", "unknown_value", "Line 3, column 5: Keys are", true),
                fault(
                        "name: a\ncaller:\n  - wait_ms: 1.5",
                        "out_of_range",
                        "Line 3, column 5: Write a whole number from 0 to 60000",
                        true),
                fault(
                        "name: a\ncaller:\n  - expect: []",
                        "missing_member",
                        "Line 3, column 5: Write one of say, press, wait_ms, hang_up",
                        true),
                fault(
                        "name: a\ncaller: []\nvariables: {code: 0123}",
                        "ambiguous_number",
                        "Line 3, column 19: Put \"0123\" into quotes",
                        false),
                fault(
                        "name: a\ncaller: []\nnow: tomorrow",
                        "invalid_time",
                        "Line 3, column 1: Write a date and a time with their offset",
                        true),
                fault(
                        "name: a\ncaller: []\ntools: none",
                        "wrong_type",
                        "Line 3, column 1: Write real, or an object",
                        true),
                fault(
                        "name: a\ncaller: []\nrepeat: {runs: 2, at_least: 3}",
                        "out_of_range",
                        "Line 3, column 19: Of 2 runs no 3 can pass",
                        false),
                fault("name: a\ncaller: []\nrepeat: {runs: 1000}", "out_of_range", "Line 3, column 10", true),
                fault(
                        "name: a\ncaller: []\nvoice: {band: fm}",
                        "unknown_value",
                        "Line 3, column 9: Write one of wide, phone",
                        true),
                fault(
                        "name: a\nname: b\ncaller: []",
                        "duplicate_name",
                        "Line 2, column 1: \"name\" stands here twice",
                        false),
                fault("name: !!str a\ncaller: []", "tag", "Line 1, column 7: Leave the tag out", false),
                fault("name: a\ncaller: [\n  - say: b", "malformed_yaml", "Line 3", false),
                fault("name: a\n\tcaller: []", "malformed_yaml", "Line 2", false),
                fault("name: *b\ncaller: []", "unknown_anchor", "Line 1, column 7", false),
                fault("name: a\ncaller: []\n---\nname: b", "several_documents", "Line 4, column 1", false),
                fault("", "empty_document", "There is nothing here", false),
                fault("- name: a", "wrong_type", "Line 1, column 1: Write an object", true),
                fault(
                        "{\"name\": \"a\",\n \"caller\": [{\"say\": 5}]}",
                        "wrong_type",
                        "Line 2, column 14: Write a text",
                        true));
    }

    private static Arguments fault(String text, String code, String message, boolean isRefusedBySchema) {
        return arguments(text, code, message, isRefusedBySchema);
    }

    @ParameterizedTest
    @MethodSource("faults")
    void aFaultIsNamedWithItsLine(String text, String code, String message, boolean isRefusedBySchema) {
        List<Problem> problems = faulty(text);

        assertThat(problems).anySatisfy(problem -> {
            assertThat(problem.code()).isEqualTo(code);
            assertThat(problem.message()).startsWith(message);
        });
        if (isRefusedBySchema) {
            assertThat(SCHEMA.misfits(YamlReader.read(text).root())).isNotEmpty();
        }
    }

    @Test
    void allFaultsAreNamedAtOnce() {
        assertThat(faulty("name: \"\"\ncaller:\n  - sai: b\n  - say: 5\nend: [status: x, agent: []]\nrepeat: 3"))
                .extracting(Problem::pointer)
                .containsExactlyInAnyOrder(
                        "/name", "/caller/0/sai", "/caller/1/say", "/end/0/status", "/end/1/agent", "/repeat");
    }

    @Test
    void aSmallTextDoesNotBecomeALargeDocument() {
        StringBuilder laughs =
                new StringBuilder("name: a\ncaller: []\nvariables:\n  a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 10; i++) {
            String before = "*a" + (i - 1);
            laughs.append("  a").append(i).append(": &a").append(i).append(" [");
            laughs.append(String.join(", ", Collections.nCopies(10, before))).append("]\n");
        }

        assertThat(faulty(laughs.toString())).extracting(Problem::code).containsExactly("too_large");
    }

    @Test
    void depthBytesAndAliasesOfThemselvesAreBounded() {
        assertThat(faulty("[".repeat(100_000))).extracting(Problem::code).containsExactly("too_deep");
        assertThat(faulty("{\"a\":".repeat(100_000))).extracting(Problem::code).containsExactly("too_deep");
        assertThat(faulty("a".repeat(ScenarioLimits.BYTES + 1)))
                .extracting(Problem::code)
                .containsExactly("too_large");
        assertThat(faulty("name: &a [*a]\ncaller: []"))
                .extracting(Problem::code)
                .contains("unknown_anchor");
    }

    private static JsonNode tools(Scenario scenario) {
        return Objects.requireNonNull(scenario.tools());
    }

    private static Scenario sound(String text) {
        return switch (ScenarioDocument.read(text)) {
            case ScenarioDocument.Result.Sound sound -> sound.scenario();
            case ScenarioDocument.Result.Faulty(List<Problem> problems) ->
                throw new AssertionError(problems.toString());
        };
    }

    private static List<Problem> faulty(String text) {
        return switch (ScenarioDocument.read(text)) {
            case ScenarioDocument.Result.Sound sound -> throw new AssertionError("sound: " + sound.scenario());
            case ScenarioDocument.Result.Faulty(List<Problem> problems) -> problems;
        };
    }
}
