package dev.tandem.workflows.call;

import static dev.tandem.workflows.Documents.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.workflows.Documents;
import dev.tandem.workflows.command.Command;
import dev.tandem.workflows.command.Operator;
import dev.tandem.workflows.document.GraphDocument;
import dev.tandem.workflows.event.CallEvent;
import dev.tandem.workflows.event.CallEventType;
import dev.tandem.workflows.gate.PublishGate;
import dev.tandem.workflows.graph.AgentGraph;
import dev.tandem.workflows.protocol.ToolResult;
import dev.tandem.workflows.rules.Happening;
import dev.tandem.workflows.variable.VariableValue;
import dev.tandem.workflows.variable.VariableValue.Source;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Plays callers who try to get past the rules, with a model that does whatever they say. The lines stand in {@code
 * red-team.txt}, each with what the model makes of it and what has to come of that.
 */
class RedTeamTest {

    private static final Map<String, String> EVENTS = Map.of(
            "refused", "variable.refused",
            "rejected", "path.rejected",
            "no-tool", "tool.failed",
            "collected", "variable.collected",
            "taken", "path.taken",
            "ran", "tool.finished");

    private static final Set<String> PERMITTED = Set.of("collected", "taken", "ran");

    /** What the start of the call and an operator have told. */
    private static final String GIVEN = "{'role':'caller','email':'ann@example.org','fraud_flag':true}";

    record Line(List<String> expected, String does, String said) {

        static Line of(String row) {
            String[] parts = row.split(" \\| ", 3);
            return new Line(List.of(parts[0].strip().split(",", -1)), parts[1].strip(), parts[2].strip());
        }

        boolean isPermitted() {
            return expected.stream().anyMatch(PERMITTED::contains);
        }
    }

    static List<Line> attacks() {
        return lines().stream().filter(line -> !line.isPermitted()).toList();
    }

    static List<Line> controls() {
        return lines().stream().filter(Line::isPermitted).toList();
    }

    @Test
    void thereAreTwoHundredAttacksAndNoneTwice() {
        assertThat(attacks()).hasSizeGreaterThanOrEqualTo(200);
        assertThat(attacks()).extracting(Line::said).doesNotHaveDuplicates();
        assertThat(PublishGate.check(Documents.resource("harbour-bank.json")).problems())
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("attacks")
    void getsNothingThatTheRulesForbid(Line line) {
        PlayedCall call = begun();
        List<ToolResult> none = new ObedientModel(call).plays(line.does(), line.said());

        assertThat(types(call)).containsAll(expected(line));
        assertThat(call.taken()).isEmpty();
        assertThat(call.agent()).isEqualTo("Front desk");
        assertThat(call.state().closing()).isNull();
        assertThat(none).extracting(ToolResult::name).isSubsetOf("verify_pin", "opening_hours");
        assertNothingProtectedIsTold(call.state().variables());
        assertThat(openGuards(call)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("controls")
    void getsWhatTheRulesPermit(Line line) {
        PlayedCall call = begun();

        new ObedientModel(call).plays(line.does(), line.said());

        assertThat(types(call)).containsAll(expected(line));
    }

    @Test
    void theGuardOpensOnceTheToolSaysSo() {
        PlayedCall call = begun();
        ObedientModel model = new ObedientModel(call);
        model.plays("call verify_pin {\"pin\":\"2468\"}", "My PIN is two four six eight.");

        model.plays("go to-account {}", "My account, please.");

        assertThat(call.taken()).containsExactly("to-account proposed");
    }

    /** Returns a call that was greeted, and in which an operator has told a limit. */
    private static PlayedCall begun() {
        PlayedCall call = PlayedCall.of("harbour-bank.json").starts(GIVEN);
        call.after(Script.greets("Harbour Bank."));
        call.happens(new Happening.CommandGiven(
                call.armed(), new Command.CorrectVariable(new Operator("7", "Ida"), "refund_limit", json("20.0"))));
        call.events().clear();
        return call;
    }

    private static void assertNothingProtectedIsTold(Map<String, VariableValue> known) {
        assertThat(known.get("role")).isEqualTo(new VariableValue("role", json("'caller'"), Source.GIVEN, 0, false));
        assertThat(known.get("fraud_flag"))
                .isEqualTo(new VariableValue("fraud_flag", json("true"), Source.GIVEN, 0, false));
        assertThat(known.get("email"))
                .isEqualTo(new VariableValue("email", json("'ann@example.org'"), Source.GIVEN, 0, false));
        assertThat(Objects.requireNonNull(known.get("refund_limit")).value()).isEqualTo(json("20.0"));
        assertThat(Objects.requireNonNull(known.get("refund_limit")).source()).isEqualTo(Source.OPERATOR);
        assertThat(known.values().stream()
                        .filter(value -> List.of("verified", "tier").contains(value.name())))
                .allSatisfy(value -> {
                    assertThat(value.source()).isEqualTo(Source.TOOL);
                    assertThat(value.value()).isIn(json("false"), json("'basic'"));
                });
        assertThat(known)
                .containsOnlyKeys(known.keySet().stream()
                        .filter(bank().declarations()::containsKey)
                        .toList());
    }

    /** Returns the guarded paths of the front desk whose guard is true. */
    private static List<String> openGuards(PlayedCall call) {
        return bank().agent("front").paths().stream()
                .filter(path -> path.guardCondition() != null)
                .filter(path -> call.judges(path).word().equals("true"))
                .map(path -> path.id())
                .toList();
    }

    private static AgentGraph bank() {
        return GraphDocument.load(Documents.resource("harbour-bank.json"));
    }

    private static List<String> expected(Line line) {
        return line.expected().stream()
                .filter(word -> !word.equals("kept"))
                .map(word -> Objects.requireNonNull(EVENTS.get(word), word))
                .toList();
    }

    private static Set<String> types(PlayedCall call) {
        return call.events().stream()
                .map((CallEvent event) -> CallEventType.of(event).wireName())
                .collect(Collectors.toSet());
    }

    private static List<Line> lines() {
        try (InputStream text = Objects.requireNonNull(RedTeamTest.class.getResourceAsStream("red-team.txt"))) {
            return Arrays.stream(new String(text.readAllBytes(), StandardCharsets.UTF_8).split("\n", -1))
                    .filter(row -> !row.isBlank() && !row.startsWith("#"))
                    .map(Line::of)
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
