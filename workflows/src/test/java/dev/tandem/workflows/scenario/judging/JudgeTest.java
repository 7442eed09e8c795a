package dev.tandem.workflows.scenario.judging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.tandem.workflows.event.CallEvent;
import dev.tandem.workflows.event.RecordedEvent;
import dev.tandem.workflows.event.Timings;
import dev.tandem.workflows.scenario.Scenario;
import dev.tandem.workflows.scenario.Verdict;
import dev.tandem.workflows.scenario.document.ScenarioDocument;
import dev.tandem.workflows.scenario.judging.CallRecord.Heard;
import dev.tandem.workflows.scenario.judging.CallRecord.Range;
import dev.tandem.workflows.variable.VariableValue.Source;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** A caller asks where an order is, tells its number, and the agent ends the call. */
class JudgeTest {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private static final JsonNode ORDER =
            JSON.objectNode().put("order_id", "A1234").put("copies", 2);

    private static final List<RecordedEvent> EVENTS = recorded(
            new CallEvent.AgentActivated(0, "intake", "Intake"),
            reply(0, "Intake", "Welcome to the shop."),
            new CallEvent.TurnCommitted(1, "intake", "Intake", "Where is my order?"),
            new CallEvent.PathOffered(
                    1,
                    "intake",
                    "Intake",
                    List.of("p-orders"),
                    Map.of(),
                    List.of(new CallEvent.PathOffered.Withheld("p-vip", "Vip", "is_vip == true", null))),
            new CallEvent.PathRejected(
                    1,
                    "intake",
                    "Intake",
                    "p-orders",
                    "Orders",
                    List.of("order_id"),
                    Map.of(),
                    null,
                    null,
                    null,
                    "order_id is missing"),
            reply(1, "Intake", "What is your order number?"),
            new CallEvent.TurnCommitted(2, "intake", "Intake", "A1234, and my phone is 555 0100"),
            new CallEvent.VariableCollected(2, "order_id", JSON.stringNode("****"), Source.CALLER, false),
            new CallEvent.VariableRefused(2, "phone", JSON.stringNode("555"), Source.CALLER, "is no phone number"),
            new CallEvent.PathTaken(
                    2,
                    "p-orders",
                    "Orders",
                    "intake",
                    "Intake",
                    "orders",
                    "Orders",
                    Map.of(),
                    Map.of(),
                    "proposed",
                    null,
                    "everything was there"),
            new CallEvent.AgentActivated(2, "orders", "Orders"),
            new CallEvent.ToolStarted(2, "orders", "Orders", "c/2/0/0", "check_order", ORDER, true),
            new CallEvent.ToolFinished(2, "c/2/0/0", "check_order", JSON.objectNode(), 1, 5),
            reply(2, "Orders", "It comes on Thursday."),
            new CallEvent.PathTaken(
                    2,
                    "p-bye",
                    "Goodbye",
                    "orders",
                    "Orders",
                    null,
                    null,
                    Map.of(),
                    Map.of(),
                    "expression",
                    null,
                    null),
            new CallEvent.CallEnded("completed", "goodbye", 3, 9_000));

    /** The opening has events 1 and 2, the first line 3 to 6, the second the others. */
    private static final CallRecord CHAT = new CallRecord(
            EVENTS,
            List.of(new Range(2, 6), new Range(6, 16)),
            null,
            Map.of("p-orders", "Orders", "p-vip", "Vip", "p-bye", "Goodbye"));

    private static final CallRecord SPOKEN = new CallRecord(
            CHAT.events(),
            CHAT.lines(),
            List.of(new Heard("what is your order number", 900), new Heard("it comes on thursday", 1700)),
            CHAT.pathNames());

    static Stream<Arguments> holds() {
        return Stream.of(
                        "0 said: order number",
                        "0 said: {contains: \"YOUR  order\"}",
                        "0 said: {equals: what is your order number?}",
                        "1 said: {matches: \"Thurs?day\"}",
                        "1 said: {any_of: [Friday, {equals: \"it comes on thursday.\"}]}",
                        "0 not_said: {matches: \"(?i)thursday\"}",
                        "1 tool: check_order",
                        "1 tool: {name: check_order, arguments: {order_id: A1234, copies: 2.0}, times: 1}",
                        "0 tool: {name: check_order, times: 0}",
                        "0 no_tool: check_order",
                        "0 no_tool: true",
                        "0 path: {offered: Orders}",
                        "0 path: {offered: p-orders}",
                        "1 path: {taken: Orders}",
                        "0 path: {refused: Orders}",
                        "1 variables: {order_id: A1234, phone: null}",
                        "0 variables: {order_id: null}",
                        "0 status: active",
                        "e status: completed",
                        "e ended_reason: goodbye",
                        "e path_sequence: [Orders, Goodbye]",
                        "0 agent: Intake",
                        "1 agent: Orders",
                        "e no_tool: refund",
                        "e said: Welcome")
                .map(Arguments::arguments);
    }

    @ParameterizedTest
    @MethodSource("holds")
    void whatIsTruePasses(String expectation) {
        assertThat(verdict(expectation, CHAT)).isInstanceOf(Verdict.Passed.class);
    }

    static Stream<Arguments> doesNotHold() {
        return Stream.of(
                arguments(
                        "0 said: Thursday",
                        "the agent's words contain \"Thursday\"",
                        "the agent said \"What is your order number?\"",
                        "in turn 1"),
                arguments(
                        "0 said: {equals: order number}",
                        "the agent's words equal \"order number\"",
                        "the agent said \"What is your order number?\"",
                        "in turn 1"),
                arguments(
                        "0 said: {matches: \"^order\"}",
                        "the agent's words match /^order/",
                        "the agent said \"What is your order number?\"",
                        "in turn 1"),
                arguments(
                        "0 said: {any_of: [Friday, Monday]}",
                        "the agent's words contain \"Friday\" or contains \"Monday\"",
                        "the agent said \"What is your order number?\"",
                        "in turn 1"),
                arguments(
                        "1 not_said: thursday",
                        "nothing that the agent says contains \"thursday\"",
                        "the agent said \"It comes on Thursday.\"",
                        "in turn 2, event 14"),
                arguments(
                        "0 tool: check_order",
                        "the tool check_order is asked at least once",
                        "it was not asked; no tool was",
                        "in turn 1"),
                arguments(
                        "1 tool: {name: refund, times: 1}",
                        "the tool refund is asked exactly once",
                        "it was not asked; these were: check_order",
                        "in turn 2"),
                arguments(
                        "1 tool: {name: check_order, arguments: {order_id: B1}}",
                        "the tool check_order is asked at least once with order_id \"B1\"",
                        "it was asked with {\"order_id\":\"A1234\",\"copies\":2}",
                        "in turn 2, event 12"),
                arguments(
                        "1 tool: {name: check_order, times: 2}",
                        "the tool check_order is asked exactly 2 times",
                        "it was asked with {\"order_id\":\"A1234\",\"copies\":2}",
                        "in turn 2, event 12"),
                arguments(
                        "1 no_tool: check_order",
                        "the tool check_order is not asked",
                        "check_order was asked with {\"order_id\":\"A1234\",\"copies\":2}",
                        "in turn 2, event 12"),
                arguments(
                        "1 no_tool: true",
                        "no tool is asked",
                        "check_order was asked with {\"order_id\":\"A1234\",\"copies\":2}",
                        "in turn 2, event 12"),
                arguments(
                        "0 path: {offered: Billing}",
                        "the path Billing is offered",
                        "offered were: Orders",
                        "in turn 1"),
                arguments(
                        "0 path: {offered: Vip}",
                        "the path Vip is offered",
                        "it was withheld: its guard is false (is_vip == true)",
                        "in turn 1"),
                arguments(
                        "0 path: {taken: Orders}",
                        "the path Orders is taken",
                        "taken were: none; it was refused: order_id is missing",
                        "in turn 1"),
                arguments(
                        "1 path: {refused: Orders}",
                        "the path Orders is refused",
                        "refused were: none; taken were: Orders, Goodbye",
                        "in turn 2"),
                arguments(
                        "1 variables: {order_id: B999999, phone: \"555\"}",
                        "order_id is \"B999999\", phone is \"555\"",
                        "order_id is \"****\", phone is unknown (\"555\" was refused: it is no phone number)",
                        "in turn 2"),
                arguments("1 variables: {order_id: null}", "order_id is unknown", "order_id is \"****\"", "in turn 2"),
                arguments("e status: dropped", "status is dropped", "status is completed", "in turns 0 to 2"),
                arguments(
                        "e ended_reason: caller_left",
                        "ended_reason is caller_left",
                        "ended_reason is goodbye",
                        "in turns 0 to 2"),
                arguments(
                        "e path_sequence: [Orders]",
                        "the paths taken are Orders",
                        "they are Orders, Goodbye",
                        "in turns 0 to 2"),
                arguments("0 agent: Orders", "agent is Orders", "agent is Intake", "in turn 1"));
    }

    @ParameterizedTest
    @MethodSource("doesNotHold")
    void whatIsNotTrueSaysWhatWasThereAndWhere(String expectation, String expected, String found, String where) {
        assertThat(verdict(expectation, CHAT)).isInstanceOfSatisfying(Verdict.Failed.class, failed -> {
            assertThat(failed.expected()).isEqualTo(expected);
            assertThat(failed.found()).isEqualTo(found);
            assertThat(failed.where()).hasToString(where);
        });
    }

    @Test
    void whatTheCallerHeardIsJudgedOfASpokenCall() {
        assertThat(verdict("0 heard: order number", SPOKEN)).isInstanceOf(Verdict.Passed.class);
        assertThat(verdict("0 first_sound_ms: {at_most: 900}", SPOKEN)).isInstanceOf(Verdict.Passed.class);
        assertThat(verdict("1 heard: friday", SPOKEN))
                .isEqualTo(new Verdict.Failed(
                        "/caller/1/expect/0",
                        "what the caller hears contains \"friday\"",
                        "the caller heard \"it comes on thursday\"",
                        new Verdict.Where(2, 2, null)));
        assertThat(verdict("1 first_sound_ms: {at_most: 1500}", SPOKEN))
                .isEqualTo(new Verdict.Failed(
                        "/caller/1/expect/0",
                        "the first sound comes within 1500 ms",
                        "it came after 1700 ms",
                        new Verdict.Where(2, 2, null)));
    }

    @Test
    void aChatHasNoSoundToJudge() {
        assertThat(verdict("0 heard: order", CHAT)).isInstanceOf(Verdict.NotJudged.class);
        assertThat(verdict("0 first_sound_ms: {at_most: 1}", CHAT)).isInstanceOf(Verdict.NotJudged.class);
    }

    @Test
    void aModelsOpinionDecidesNothing() {
        Verdict verdict = verdict("e judge: {criterion: It was polite., model: openai}", CHAT);

        assertThat(verdict).isInstanceOf(Verdict.Opinion.class);
        assertThat(Judge.passes(List.of(verdict))).isTrue();
    }

    @Test
    void aLineThatWasNotSaidFails() {
        CallRecord early = new CallRecord(EVENTS, CHAT.lines().subList(0, 1), null, CHAT.pathNames());

        List<Verdict> verdicts = Judge.verdicts(scenario("caller: [say: a, say: b]"), early);

        assertThat(verdicts)
                .containsExactly(new Verdict.Failed(
                        "/caller/1",
                        "the caller comes to this line",
                        "the call had ended before it",
                        new Verdict.Where(0, 2, null)));
        assertThat(Judge.passes(verdicts)).isFalse();
    }

    private static Verdict verdict(String expectation, CallRecord call) {
        String what = expectation.substring(2);
        String text = switch (expectation.charAt(0)) {
            case '0' -> "caller: [{say: a, expect: [" + what + "]}, say: b]";
            case '1' -> "caller: [say: a, {say: b, expect: [" + what + "]}]";
            default -> "caller: [say: a, say: b]\nend: [" + what + "]";
        };
        return Judge.verdicts(scenario(text), call).getFirst();
    }

    private static Scenario scenario(String text) {
        return switch (ScenarioDocument.read("name: a\n" + text)) {
            case ScenarioDocument.Result.Sound sound -> sound.scenario();
            case ScenarioDocument.Result.Faulty faulty -> throw new AssertionError(faulty.problems());
        };
    }

    private static CallEvent reply(int turn, String agent, String text) {
        return new CallEvent.ReplySpoken(turn, agent, agent, 0, text, text, false, Timings.NONE);
    }

    private static List<RecordedEvent> recorded(CallEvent... events) {
        List<RecordedEvent> recorded = new ArrayList<>();
        for (CallEvent event : events) {
            recorded.add(RecordedEvent.of(recorded.size() + 1, Instant.EPOCH, event));
        }
        return recorded;
    }
}
