package dev.tandem.workers.speech.cartesia;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.workers.provider.ProviderException.Reason;
import dev.tandem.workers.speech.TextToSpeech;
import dev.tandem.workers.speech.socket.VoiceSign;
import dev.tandem.workflows.graph.ProviderConfig;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class CartesiaWordingTest {

    private final AtomicLong clock = new AtomicLong();
    private final CartesiaWording wording = wording("{\"provider\": \"cartesia\"}", TextToSpeech.Options.DEFAULT);

    private CartesiaWording wording(String config, TextToSpeech.Options options) {
        return new CartesiaWording(CartesiaRequest.of(config(config), options), clock::get);
    }

    private static ProviderConfig config(String json) {
        return new ProviderConfig("cartesia", JsonMapper.shared().readTree(json));
    }

    private static JsonNode json(String message) {
        return JsonMapper.shared().readTree(message);
    }

    private static String context(List<String> messages) {
        return json(messages.getFirst()).path("context_id").stringValue();
    }

    private List<VoiceSign> read(String context, String fields) {
        return wording.read("{\"context_id\": \"%s\", %s}".formatted(context, fields));
    }

    private List<VoiceSign> readAudio(String context, int bytes) {
        return read(
                context,
                "\"type\": \"chunk\", \"data\": \"%s\""
                        .formatted(Base64.getEncoder().encodeToString(new byte[bytes])));
    }

    @Test
    void speaksAClauseAndFlushesIt() {
        List<String> messages = wording.speak("Good morning.");

        assertThat(json(messages.getFirst())).isEqualTo(json("""
                {"model_id": "sonic-3", "voice": {"mode": "id", "id": "6ccbfb76-1fc6-48f7-b71d-91ac6298247b"},
                 "output_format": {"container": "raw", "encoding": "pcm_s16le", "sample_rate": 24000},
                 "language": "en", "add_timestamps": true, "max_buffer_delay_ms": 0, "context_id": "%s",
                 "transcript": "Good morning.", "continue": true}""".formatted(context(messages))));
        assertThat(json(messages.getLast()).path("flush").booleanValue()).isTrue();
        assertThat(json(messages.getLast()).path("transcript").stringValue()).isEmpty();
        assertThat(context(wording.speak("How are you?"))).isEqualTo(context(messages));
    }

    @Test
    void readsAVoiceThatIsAModelAsTheModel() {
        CartesiaWording old = wording("{\"voice_id\": \"sonic-2\"}", new TextToSpeech.Options("sonic-2", 1.2));

        JsonNode request = json(old.speak("Hello.").getFirst());

        assertThat(request.path("model_id").stringValue()).isEqualTo("sonic-2");
        assertThat(request.at("/voice/id").stringValue()).startsWith("6ccbfb76");
        assertThat(request.path("speed").stringValue()).isEqualTo("fast");
        assertThat(request.has("generation_config")).isFalse();
    }

    @Test
    void takesTheConfigsModelVoiceLanguageAndSpeed() {
        CartesiaWording own = wording(
                "{\"model\": \"sonic-3.5\", \"language\": \"de-AT\"}", new TextToSpeech.Options("my-voice", 1.3));

        JsonNode request = json(own.speak("Hallo.").getFirst());

        assertThat(request.path("model_id").stringValue()).isEqualTo("sonic-3.5");
        assertThat(request.at("/voice/id").stringValue()).isEqualTo("my-voice");
        assertThat(request.path("language").stringValue()).isEqualTo("de");
        assertThat(request.at("/generation_config/speed").doubleValue()).isEqualTo(1.3);
    }

    @Test
    void handsOnAudioAndTellsWhenAClauseIsComplete() {
        String context = context(wording.speak("Good morning."));

        assertThat(readAudio(context, 480))
                .singleElement()
                .isInstanceOfSatisfying(
                        VoiceSign.Audio.class,
                        audio -> assertThat(audio.samples()).hasSize(240));
        assertThat(read(context, "\"type\": \"flush_done\", \"flush_id\": 1")).containsExactly(new VoiceSign.Flushed());
    }

    @Test
    void tellsWhichWordsArePast() {
        String context = context(wording.speak("Good morning."));

        assertThat(read(context, """
                "type": "timestamps", "word_timestamps":
                 {"words": ["Good", "morning."], "start": [0, 0.3], "end": [0.25, 0.8]}""")).containsExactly(timed(4, 250), timed(13, 800));
    }

    private static VoiceSign timed(int characters, int ms) {
        return new VoiceSign.Timed(new TextToSpeech.Timing(characters, ms));
    }

    @Test
    void goesOnInANewContextWhenTheOldOneHasEndedOfItself() {
        String first = context(wording.speak("One moment."));
        readAudio(first, 48_000);
        read(first, "\"type\": \"flush_done\", \"flush_id\": 1");

        clock.set(600_000_000);
        assertThat(context(wording.speak(" Still here."))).isEqualTo(first);
        read(first, "\"type\": \"flush_done\", \"flush_id\": 2");
        clock.set(1_400_000_000);
        String second = context(wording.speak(" Found it."));

        assertThat(second).isNotEqualTo(first);
        assertThat(readAudio(first, 480)).isEmpty();
        assertThat(read(
                        second,
                        "\"type\": \"timestamps\", \"word_timestamps\": {\"words\": [\"Found\"], \"end\": [0.2]}"))
                .containsExactly(timed(29, 1_200));
    }

    @Test
    void isOverWhenCartesiaSaysSo() {
        String context = context(wording.speak("Goodbye."));

        assertThat(json(wording.finish().getFirst()).path("continue").booleanValue())
                .isFalse();
        assertThat(read(context, "\"type\": \"done\", \"done\": true")).containsExactly(new VoiceSign.Finished());
    }

    @Test
    void isOverAtOnceWhenNothingIsOutstanding() {
        assertThat(wording.finish()).isEmpty();
        assertThat(wording.cancel()).isEmpty();
    }

    @Test
    void cancelsItsContext() {
        String context = context(wording.speak("Let me explain."));

        assertThat(wording.cancel())
                .singleElement()
                .satisfies(cancel -> assertThat(json(cancel))
                        .isEqualTo(json("{\"context_id\": \"%s\", \"cancel\": true}".formatted(context))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "401 | | WRONG_KEY | does not take the api_key",
                "402 | quota_exceeded | WRONG_KEY | has no credit left for this api_key",
                "429 | concurrency_limited | TOO_MUCH | has reached a limit",
                "400 | model_not_found | WRONG_REQUEST | correct model",
                "404 | voice_not_found | WRONG_REQUEST | correct voice_id",
                "500 | | UNAVAILABLE | broken or away"
            })
    void sortsErrors(int status, String code, Reason reason, String sentence) {
        String context = context(wording.speak("Hello."));

        assertThat(read(
                        context,
                        "\"type\": \"error\", \"status_code\": %d, \"error_code\": \"%s\", \"title\": \"No\""
                                .formatted(status, code == null ? "" : code)))
                .singleElement()
                .isInstanceOfSatisfying(VoiceSign.Failed.class, failed -> {
                    assertThat(failed.fault().reason()).isEqualTo(reason);
                    assertThat(failed.fault()).hasMessageContaining(sentence);
                });
    }
}
