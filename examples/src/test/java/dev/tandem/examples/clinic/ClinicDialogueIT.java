package dev.tandem.examples.clinic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.examples.played.HandPlayedCall;
import dev.tandem.workers.llm.builtin.BuiltinModel;
import dev.tandem.workflows.document.GraphDocument;
import dev.tandem.workflows.gate.PublishGate;
import dev.tandem.workflows.graph.AgentGraph;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Plays calls with the clinic's document and the built-in model that take paths by every kind of rule. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClinicDialogueIT {

    private static final JsonNode DOCUMENT = document();

    private final BuiltinModel model = new BuiltinModel();
    private final AgentGraph graph = GraphDocument.load(DOCUMENT);

    @Test
    void passesThePublishGate() {
        assertThat(PublishGate.check(DOCUMENT).problems()).isEmpty();
    }

    @Test
    void routesAtTheDoorByWhatTheCallKnows() {
        HandPlayedCall stranger = new HandPlayedCall(graph, model);
        HandPlayedCall patient = HandPlayedCall.with(
                graph, model, Map.of("known_patient", JsonMapper.shared().readTree("true")));

        assertThat(stranger.steps()).containsExactly("door-reception");
        assertThat(patient.steps()).containsExactly("door-desk");
        assertThat(patient.agent()).isEqualTo("Reception");
    }

    @Test
    void tellsResultsOnlyForANumberThatTheCallerConfirmed() throws InterruptedException {
        HandPlayedCall call = new HandPlayedCall(graph, model);

        assertThat(call.hears("I'd like to know my test results.")).endsWith("what's your patient number?");
        assertThat(call.hears("It's P four seven one one.")).contains("P 4 7 1 1", "right?");
        assertThat(call.agent()).isEqualTo("Reception");

        call.hears("Yes, that's right.");

        assertThat(call.steps())
                .containsExactly("set_variables{\"caller-confirmed\":[\"patient_id\"]}", "transfer_to_test_results{}");
        assertThat(call.agent()).isEqualTo("Results");
    }

    @Test
    void asksAnewForANumberThatWasHeardWrong() throws InterruptedException {
        HandPlayedCall call = new HandPlayedCall(graph, model);
        call.hears("Test results, please. My number is P four seven one one.");

        assertThat(call.hears("No.")).contains("patient number");
        assertThat(call.agent()).isEqualTo("Reception");
    }

    @Test
    void connectsACallerWithAPersonWhoDoesNotKnowTheNumber() throws InterruptedException {
        HandPlayedCall call = new HandPlayedCall(graph, model);
        call.hears("I'd like to know my test results.");

        call.hears("My test results, please.");

        assertThat(call.agent()).isEqualTo("Person");
    }

    @Test
    void aHighFeverGoesToTheDoctorWithoutTheModelInTheTurnAfterTheNurses() throws InterruptedException {
        HandPlayedCall call = new HandPlayedCall(graph, model);
        call.hears("I feel ill, I have a fever of one hundred and three point five.");
        assertThat(call.agent()).isEqualTo("Nurse");

        call.hears("No, nothing yet.");

        assertThat(call.agent()).isEqualTo("Doctor");
    }

    @Test
    void aLightFeverStaysWithTheNurse() throws InterruptedException {
        HandPlayedCall call = new HandPlayedCall(graph, model);
        call.hears("I feel ill, I have a fever of one hundred point five.");

        assertThat(call.agent()).isEqualTo("Nurse");
    }

    @Test
    void aPersonCanBeAskedForEverywhere() throws InterruptedException {
        HandPlayedCall call = new HandPlayedCall(graph, model);
        call.hears("I feel ill, I have a fever of one hundred point five.");

        call.hears("I want to speak to a human.");

        assertThat(call.agent()).isEqualTo("Person");
    }

    private static JsonNode document() {
        try (InputStream stream = ClinicDialogueIT.class.getResourceAsStream("/clinic/clinic.json")) {
            return JsonMapper.shared().readTree(Objects.requireNonNull(stream));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
