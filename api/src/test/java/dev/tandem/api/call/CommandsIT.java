package dev.tandem.api.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.api.ApiClient;
import dev.tandem.api.ApiClient.Answer;
import dev.tandem.api.ApiTest;
import dev.tandem.workflows.call.api.RecordEvents;
import dev.tandem.workflows.event.RecordedEvent;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.api.history.v1.WorkflowExecutionSignaledEventAttributes;
import io.temporal.client.WorkflowClient;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Checks the API's part of operators' commands: they are checked, and signalled once to the call's workflow. */
class CommandsIT extends ApiTest {

    @Autowired
    private WorkflowClient temporal;

    @Autowired
    private RecordEvents recordEvents;

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
    void whoTakesACallOverIsLetIntoItsRoomWhenItIsCarriedOutUntilItIsOver() {
        Answer started = started("Taken over");

        Answer given = command(started, "{\"command\": \"take_over\"}").expect(202);
        assertThat(given.body().has("livekit")).isFalse();
        Answer pending = followed(given);
        assertThat(pending.text("/status")).isEqualTo("pending");
        assertThat(pending.body().path("livekit").isNull()).isTrue();

        record(started, 1, "operator.took_over", given);

        Answer carriedOut = followed(given);
        assertThat(carriedOut.text("/status")).isEqualTo("carried_out");
        assertThat(carriedOut.text("/livekit/room")).isEqualTo(started.text("/livekit/room"));
        assertThat(carriedOut.header("Cache-Control")).isEqualTo("no-store");
        JsonNode claims = CallsIT.claims(carriedOut.text("/livekit/token"));
        assertThat(claims.path("sub").asString()).isEqualTo("operator-" + given.text("/id"));
        assertThat(claims.at("/video/room").asString()).isEqualTo(started.text("/livekit/room"));
        assertThat(claims.at("/video/roomAdmin").asBoolean(false)).isFalse();
        assertThat(claims.path("exp").asLong() - System.currentTimeMillis() / 1000)
                .isLessThanOrEqualTo(60L);
        ApiClient other = client(api.post("/api/api-keys", "{\"name\": \"Other\", \"role\": \"operator\"}")
                .expect(201)
                .text("/key"));
        assertThat(other.get(given.header("Location"))
                        .expect(200)
                        .body()
                        .path("livekit")
                        .isNull())
                .as("nobody else's token")
                .isTrue();

        record(started, 2, "operator.handed_back", command(started, "{\"command\": \"hand_back\"}"));

        Answer over = followed(given);
        assertThat(over.text("/status")).isEqualTo("carried_out");
        assertThat(over.body().path("livekit").isNull()).isTrue();
        assertThat(jdbc.sql("select room from operators_to_remove('1 minute') where command = :id")
                        .param("id", UUID.fromString(given.text("/id")))
                        .query(String.class)
                        .single())
                .isEqualTo(started.text("/livekit/room"));
    }

    @Test
    void aRefusedCommandSaysWhyAndOneThatCameTooLateIsRefused() {
        Answer started = started("Refusing");
        Answer refused = command(started, "{\"command\": \"resume\"}").expect(202);
        Answer late = command(started, "{\"command\": \"pause\"}").expect(202);

        record(started, 1, "operator.refused", refused);
        recordEvents.record(new RecordEvents.Batch(
                "tandem",
                started.text("/id"),
                List.of(new RecordedEvent(
                        2, "call.ended", Instant.now(), object("{\"status\": \"completed\", \"reason\": \"x\"}")))));

        assertThat(followed(refused).text("/status")).isEqualTo("refused");
        assertThat(followed(refused).text("/reason")).isEqualTo("The call is not paused.");
        assertThat(followed(late).text("/status")).isEqualTo("refused");
        assertThat(followed(late).text("/reason")).contains("ended");
        api.get("/api/calls/" + started.text("/id") + "/commands/" + UUID.randomUUID())
                .problem(404, "not-found");
    }

    private Answer followed(Answer given) {
        return api.get(given.header("Location")).expect(200);
    }

    private void record(Answer started, int sequence, String type, Answer given) {
        recordEvents.record(new RecordEvents.Batch(
                "tandem",
                started.text("/id"),
                List.of(new RecordedEvent(sequence, type, Instant.now(), object("""
                        {"turn": 1, "agent_id": "intake", "agent": "Intake", "command_id": "%s", "by": "key:1",
                         "command": "resume", "reason": "The call is not paused."}
                        """.formatted(given.text("/id")))))));
    }

    private static ObjectNode object(String json) {
        return (ObjectNode) JsonMapper.shared().readTree(json);
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
