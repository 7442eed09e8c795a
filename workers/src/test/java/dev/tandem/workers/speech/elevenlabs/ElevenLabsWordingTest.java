package dev.tandem.workers.speech.elevenlabs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.workers.provider.ProviderException.Reason;
import dev.tandem.workers.speech.TextToSpeech;
import dev.tandem.workers.speech.socket.VoiceSign;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

class ElevenLabsWordingTest {

    private final ElevenLabsWording wording = new ElevenLabsWording(1);

    private static JsonNode json(String message) {
        return JsonMapper.shared().readTree(message);
    }

    private static String context(List<String> messages) {
        return json(messages.getFirst()).path("context_id").stringValue();
    }

    /** A chunk of 10 ms for each character. */
    private List<VoiceSign> readAudio(String context, String aligned) {
        ObjectNode chunk = JsonMapper.shared().createObjectNode();
        chunk.put("contextId", context)
                .put("audio", Base64.getEncoder().encodeToString(new byte[480 * aligned.length()]));
        ObjectNode alignment = chunk.putObject("alignment");
        ArrayNode chars = alignment.putArray("chars");
        ArrayNode starts = alignment.putArray("charStartTimesMs");
        ArrayNode durations = alignment.putArray("charDurationsMs");
        for (int at = 0; at < aligned.length(); at++) {
            chars.add(aligned.substring(at, at + 1));
            starts.add(10 * at);
            durations.add(10);
        }
        return wording.read(chunk.toString());
    }

    private static List<VoiceSign> withoutAudio(List<VoiceSign> signs) {
        return signs.stream().filter(sign -> !(sign instanceof VoiceSign.Audio)).toList();
    }

    private static VoiceSign timed(int characters, int ms) {
        return new VoiceSign.Timed(new TextToSpeech.Timing(characters, ms));
    }

    @Test
    void opensAContextAndFlushesEachClause() {
        List<String> first = wording.speak("Good morning.");
        List<String> second = wording.speak(" How are you?");

        assertThat(first).hasSize(2);
        assertThat(json(first.getFirst()).path("text").stringValue()).isEqualTo(" ");
        assertThat(json(first.getLast()))
                .isEqualTo(json("{\"context_id\": \"%s\", \"text\": \"Good morning. \", \"flush\": true}"
                        .formatted(context(first))));
        assertThat(second)
                .singleElement()
                .satisfies(message ->
                        assertThat(json(message).path("text").stringValue()).isEqualTo("How are you? "));
    }

    @Test
    void saysTheSpeedWithTheFirstMessage() {
        JsonNode first = json(new ElevenLabsWording(1.1).speak("Hello.").getFirst());

        assertThat(first.at("/voice_settings/speed").doubleValue()).isEqualTo(1.1);
    }

    @Test
    void aClauseIsCompleteWithTheAudioOfItsLastCharacter() {
        String context = context(wording.speak("Good day."));
        wording.speak(" Bye.");

        List<VoiceSign> half = readAudio(context, "Good ");
        List<VoiceSign> rest = readAudio(context, "day. B");

        assertThat(withoutAudio(half)).containsExactly(timed(4, 40));
        assertThat(withoutAudio(rest)).containsExactly(timed(9, 90), timed(11, 110), new VoiceSign.Flushed());
    }

    @Test
    void isOverWhenItsContextIs() {
        String context = context(wording.speak("Goodbye."));

        assertThat(json(wording.finish().getFirst()).path("close_context").booleanValue())
                .isTrue();
        assertThat(wording.read("{\"contextId\": \"%s\", \"isFinal\": true}".formatted(context)))
                .containsExactly(new VoiceSign.Finished());
    }

    @Test
    void goesOnInANewContextWhenTheOldOneWasClosedThere() {
        String first = context(wording.speak("One moment."));

        assertThat(wording.read("{\"contextId\": \"%s\", \"isFinal\": true}".formatted(first)))
                .containsExactly(new VoiceSign.Flushed());
        assertThat(context(wording.speak(" Found it."))).isNotEqualTo(first);
    }

    @Test
    void closesItsContextToCancel() {
        String context = context(wording.speak("Let me explain."));

        assertThat(wording.cancel())
                .singleElement()
                .satisfies(cancel -> assertThat(json(cancel))
                        .isEqualTo(json("{\"context_id\": \"%s\", \"close_context\": true}".formatted(context))));
        assertThat(new ElevenLabsWording(1).cancel()).isEmpty();
    }

    @Test
    void passesOverWhatBelongsToAnotherContext() {
        wording.speak("Hello.");

        assertThat(readAudio("another", "Hello.")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "invalid_api_key | Invalid API key | WRONG_KEY | does not take the api_key",
                "quota_exceeded | This request exceeds your quota | WRONG_KEY | has no credit left",
                "max_active_conversations | Maximum simultaneous contexts exceeded (5) | TOO_MUCH | has reached a limit",
                "voice_id_does_not_exist | A voice with voice_id x does not exist | WRONG_REQUEST | correct voice_id",
                "model_not_found | A model with model_id x does not exist | WRONG_REQUEST | correct model",
                "internal_error | We are sorry, something went wrong | UNAVAILABLE | broken or away"
            })
    void sortsErrors(String name, String message, Reason reason, String sentence) {
        wording.speak("Hello.");

        assertThat(wording.read("{\"error\": \"%s\", \"message\": \"%s\", \"code\": 1008}".formatted(name, message)))
                .singleElement()
                .isInstanceOfSatisfying(VoiceSign.Failed.class, failed -> {
                    assertThat(failed.fault().reason()).isEqualTo(reason);
                    assertThat(failed.fault()).hasMessageContaining(sentence);
                });
        assertThat(ElevenLabsFaults.reason(message)).isEqualTo(reason);
    }
}
