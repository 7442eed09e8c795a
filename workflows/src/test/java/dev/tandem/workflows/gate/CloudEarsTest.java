package dev.tandem.workflows.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.workflows.document.Problem;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class CloudEarsTest {

    private static List<Problem> problems(String stt) {
        return PublishGate.check(JsonMapper.shared().readTree("""
                {"schema_version": 2, "agents": [{"id": "a", "name": "Intake", "instructions": "Help.",
                 "greeting": "Hello.", "stt": %s}]}""".formatted(stt)))
                .problems();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"provider\": \"assemblyai\", \"model\": \"universal-streaming\"}",
                "{\"provider\": \"deepgram\", \"model\": \"flux\", \"end_of_turn_confidence\": 0.8}",
                "{\"provider\": \"openai\", \"base_url\": \"https://ears.example/v1\", \"keyterms\": [\"Tandem\"]}"
            })
    void letsTheRecognisersOfVendorsPass(String stt) {
        assertThat(problems(stt)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "assemblyai | \"language\": \"ja\" | unsupported /agents/0/stt/language",
                "deepgram | \"base_url\": \"deepgram\" | invalid_config /agents/0/stt/base_url",
                "assemblyai | \"base_url\": \"ftp://ears.example\" | invalid_config /agents/0/stt/base_url",
                "assemblyai | \"end_of_turn_confidence\": 2 | invalid_config /agents/0/stt/end_of_turn_confidence",
                "deepgram | \"end_of_turn_confidence\": 0.2 | invalid_config /agents/0/stt/end_of_turn_confidence",
                "deepgram | \"deadline_ms\": 5 | invalid_config /agents/0/stt/deadline_ms",
                "openai | \"model\": \"\" | invalid_config /agents/0/stt/model",
                "openai | \"voice_id\": \"alloy\" | invalid_config /agents/0/stt"
            })
    void namesTheFieldThatCannotBe(String provider, String field, String problem) {
        assertThat(problems("{\"provider\": \"" + provider + "\", " + field + "}"))
                .extracting(one -> one.code() + " " + one.pointer())
                .containsExactly(problem);
    }
}
