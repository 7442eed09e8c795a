package dev.tandem.workflows.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.workflows.call.api.CallPayloads;
import dev.tandem.workflows.graph.ProviderConfig;
import dev.tandem.workflows.variable.Ordered;
import io.temporal.common.converter.DataConverter;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

class ScenarioPayloadTest {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private static final ProviderConfig BUILTIN =
            new ProviderConfig("builtin", JSON.objectNode().put("provider", "builtin"));

    private final DataConverter payloads = CallPayloads.converter();

    @Test
    void aScriptPassesThroughTemporalAsItIs() {
        Scenario scenario = new Scenario(
                "refund",
                Map.of("shop", JSON.stringNode("Lantern Books")),
                OffsetDateTime.parse("2026-11-25T10:00:00-05:00"),
                JSON.objectNode().putObject("check_order").put("fail", "unavailable"),
                new Caller.Script(List.of(
                        new Line(new Act.Say("Where is my order?"), everyExpectation()),
                        new Line(new Act.Press("12#"), List.of()),
                        new Line(new Act.Wait(500), List.of()),
                        new Line(new Act.HangUp(), List.of()))),
                new Voice(10, 0.05, Voice.Band.PHONE, true, true),
                List.of(new Expectation.Status("completed")),
                new Repeat(5, 4, 7));

        assertThat(passed(scenario, Scenario.class)).isEqualTo(scenario);
    }

    @Test
    void aPersonaPassesThroughTemporalAsItIs() {
        Caller persona = new Caller.Persona("A refund.", Map.of("order_id", "A1234"), "in a hurry", BUILTIN, 12);

        assertThat(passed(persona, Caller.class)).isEqualTo(persona);
    }

    @Test
    void aVerdictPassesThroughTemporalAsItIs() {
        List<Verdict> verdicts = List.of(
                new Verdict.Passed("/end/0", "status is completed"),
                new Verdict.Failed("/end/1", "path taken: Orders", "none was", new Verdict.Where(1, 2, 14)),
                new Verdict.Opinion("/end/2", "It was polite.", null, "no answer", "openai gpt-5-mini"));

        for (Verdict verdict : verdicts) {
            assertThat(passed(verdict, Verdict.class)).isEqualTo(verdict);
        }
    }

    private static List<Expectation> everyExpectation() {
        Map<String, JsonNode> values = Ordered.copy(Map.of("order_id", JSON.nullNode()));
        return List.of(
                new Expectation.Said(new TextMatch.AnyOf(
                        List.of(new TextMatch.Contains("number"), new TextMatch.Equals("Which order?")))),
                new Expectation.NotSaid(new TextMatch.Matches("(?i)thursday")),
                new Expectation.ToolAsked("check_order", values, Times.exactly(1)),
                new Expectation.NoTool(null),
                new Expectation.PathMet(Expectation.PathMet.How.REFUSED, "Orders"),
                new Expectation.Variables(values),
                new Expectation.Status("active"),
                new Expectation.EndedReason("goodbye"),
                new Expectation.PathSequence(List.of("Orders")),
                new Expectation.ActiveAgent("Clerk"),
                new Expectation.FirstSound(1500),
                new Expectation.Heard(new TextMatch.Contains("order")),
                new Expectation.Judged("It was polite.", BUILTIN));
    }

    private <T> T passed(T value, Class<T> type) {
        return payloads.fromPayload(payloads.toPayload(value).orElseThrow(), type, type);
    }
}
