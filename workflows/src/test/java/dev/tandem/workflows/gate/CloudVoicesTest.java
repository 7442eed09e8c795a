package dev.tandem.workflows.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.workflows.document.Problem;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class CloudVoicesTest {

    private static GateReport check(String tts) {
        return PublishGate.check(JsonMapper.shared().readTree("""
                {"schema_version": 2, "agents": [{"id": "a", "name": "Intake", "instructions": "Help.",
                 "greeting": "Hello.", "tts": %s}]}""".formatted(tts)));
    }

    private static List<String> found(List<Problem> problems) {
        return problems.stream().map(one -> one.code() + " " + one.pointer()).toList();
    }

    @ParameterizedTest
    @CsvSource({"cartesia, sonic-2", "cartesia, sonic-3.5", "elevenlabs, eleven_flash_v2_5", "openai, gpt-4o-mini-tts"})
    void readsAVoiceThatIsAModelAsTheModelAndWarns(String provider, String model) {
        GateReport report = check("{\"provider\": \"%s\", \"voice_id\": \"%s\"}".formatted(provider, model));

        assertThat(report.problems()).isEmpty();
        assertThat(found(report.warnings())).containsExactly("voice_is_model /agents/0/tts/voice_id");
    }

    @ParameterizedTest
    @CsvSource({
        "cartesia, a0e99841-438c-4a64-b679-ae501e7d6091",
        "elevenlabs, JBFqnCBsd6RMkjVDRZzb",
        "openai, alloy",
        "local, amy"
    })
    void saysNothingOfAVoice(String provider, String voice) {
        GateReport report = check("{\"provider\": \"%s\", \"voice_id\": \"%s\"}".formatted(provider, voice));

        assertThat(report.problems()).isEmpty();
        assertThat(report.warnings()).isEmpty();
    }

    @Test
    void takesEveryFieldOfACloudVoice() {
        GateReport report = check("""
                {"provider": "cartesia", "model": "sonic-3", "voice_id": "v", "language": "de", "speed": 1.2,
                 "api_key": "key", "base_url": "https://voices.example/v1", "deadline_ms": 900}""");

        assertThat(report.problems()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"speed\": 2 | /agents/0/tts/speed",
                "\"base_url\": \"ftp://x\" | /agents/0/tts/base_url",
                "\"deadline_ms\": 5 | /agents/0/tts/deadline_ms",
                "\"voice_id\": \"../x\" | /agents/0/tts/voice_id"
            })
    void namesTheFieldThatCannotBe(String field, String pointer) {
        GateReport report = check("{\"provider\": \"cartesia\", %s}".formatted(field));

        assertThat(found(report.problems())).containsExactly("invalid_config " + pointer);
    }
}
