package dev.tandem.api.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.api.ApiClient.Answer;
import dev.tandem.api.ApiTest;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.api.history.v1.WorkflowExecutionSignaledEventAttributes;
import io.temporal.client.WorkflowClient;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Checks the API's part of operators' commands: they are checked, and signalled once to the call's workflow. */
class CommandsIT extends ApiTest {

    @Autowired
    private WorkflowClient temporal;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"command\": \"pause\"}",
                "{\"command\": \"resume\"}",
                "{\"command\": \"hand_back\"}",
                "{\"command\": \"force_path\", \"path_id\": \"to-billing\"}",
                "{\"command\": \"correct_variable\", \"name\": \"customer_id\", \"value\": \"7781\"}",
                "{\"command\": \"say\", \"text\": \"A colleague is coming.\"}",
                "{\"command\": \"end\", \"text\": \"Goodbye.\"}",
                "{\"command\": \"end\"}"
            })
    void signalsTheCall(String body) {
        Answer started = started("Commanded");

        Answer given = command(started, body).expect(202);

        assertThat(given.text("/call_id")).isEqualTo(started.text("/id"));
        assertThat(body).contains("\"command\": \"" + given.text("/command") + "\"");
        assertThat(signals(started))
                .extracting(WorkflowExecutionSignaledEventAttributes::getSignalName)
                .containsExactly("command");
        assertThat(signals(started)
                        .getFirst()
                        .getInput()
                        .getPayloads(0)
                        .getData()
                        .toStringUtf8())
                .contains("\"command\":\"" + given.text("/command") + "\"", given.text("/id"));
    }

    @Test
    void whoTakesACallOverIsLetIntoItsRoom() {
        Answer started = started("Taken over");

        Answer given = command(started, "{\"command\": \"take_over\"}").expect(202);

        assertThat(given.text("/livekit/room")).isEqualTo(started.text("/livekit/room"));
        JsonNode claims = CallsIT.claims(given.text("/livekit/token"));
        assertThat(claims.path("sub").asString()).isEqualTo("operator-" + given.text("/id"));
        assertThat(claims.at("/video/room").asString()).isEqualTo(started.text("/livekit/room"));
        assertThat(claims.at("/video/roomAdmin").asBoolean(false)).isFalse();
        assertThat(command(started, "{\"command\": \"hand_back\"}")
                        .expect(202)
                        .body()
                        .path("livekit")
                        .isNull())
                .isTrue();
    }

    @Test
    void refusesWhatNoPathAndNoVariableCanHold() {
        Answer started = started("Too long");
        String text = "x".repeat(20_000);

        for (String command : List.of(
                "{\"command\": \"force_path\", \"path_id\": \"" + text + "\"}",
                "{\"command\": \"correct_variable\", \"name\": \"v\", \"value\": \"" + text + "\"}")) {
            assertThat(command(started, command).problem(422, "invalid-request").text("/problems/0/code"))
                    .isEqualTo("too_long");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}                                                             | /problems/0/pointer | /command
            {"command": "dance"}                                           | /problems/0/code    | unknown_command
            {"command": "say"}                                             | /problems/0/pointer | /text
            {"command": "say", "text": " "}                                | /problems/0/code    | invalid_text
            {"command": "pause", "text": "Now."}                           | /problems/0/code    | unknown_field
            {"command": "correct_variable", "name": "shop"}                | /problems/0/pointer | /value
            {"command": "correct_variable", "name": "moon", "value": 1}    | /problems/0/code    | unfit_command
            {"command": "force_path", "path_id": "nowhere"}                | /problems/0/code    | unfit_command
            """)
    void saysWhatIsWrongWithACommand(String body, String pointer, String expected) {
        Answer started = started("Commanded wrongly");

        assertThat(command(started, body).problem(422, "invalid-request").text(pointer))
                .isEqualTo(expected);
        assertThat(signals(started)).isEmpty();
    }

    @Test
    void anEndedCallObeysNobody() {
        Answer started = started("Ended");
        temporal.newUntypedWorkflowStub(started.text("/temporal/workflow_id")).terminate("a test");

        command(started, "{\"command\": \"pause\"}").problem(409, "call-ended");
        api.post("/api/calls/" + UUID.randomUUID() + "/commands", "{\"command\": \"pause\"}")
                .problem(404, "not-found");
    }

    private Answer started(String name) {
        return api.post("/api/calls", "{\"workflow_version_id\": \"" + shop(name) + "\"}")
                .expect(201);
    }

    private Answer command(Answer started, String body) {
        return api.post("/api/calls/" + started.text("/id") + "/commands", body);
    }

    private List<WorkflowExecutionSignaledEventAttributes> signals(Answer started) {
        return temporal.fetchHistory(started.text("/temporal/workflow_id")).getEvents().stream()
                .filter(HistoryEvent::hasWorkflowExecutionSignaledEventAttributes)
                .map(HistoryEvent::getWorkflowExecutionSignaledEventAttributes)
                .toList();
    }
}
