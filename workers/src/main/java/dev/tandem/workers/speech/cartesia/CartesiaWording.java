package dev.tandem.workers.speech.cartesia;

import dev.tandem.workers.audio.Samples;
import dev.tandem.workers.speech.TextToSpeech;
import dev.tandem.workers.speech.socket.SpokenText;
import dev.tandem.workers.speech.socket.VoiceSign;
import dev.tandem.workers.speech.socket.VoiceWording;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.function.LongSupplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One reply in Cartesia's words. A context at Cartesia ends one second after its last audio, which is soon: audio comes
 * faster than it is heard. What is said later in the same reply is said in a new context.
 */
final class CartesiaWording implements VoiceWording {

    /** Shorter than the second after which a context ends, by the way of the next message. */
    private static final Duration ALIVE = Duration.ofMillis(700);

    private static final int SAMPLES_A_MS = 24;

    private final CartesiaRequest request;
    private final LongSupplier clock;
    private final SpokenText text = new SpokenText();
    private String context = newContext();
    private Samples samples = new Samples();

    /** Whether the context exists at Cartesia. */
    private boolean begun;

    private int outstanding;
    private boolean finishing;
    private long heardAt;
    private long heard;

    /** The samples of the contexts before this one. */
    private long before;

    CartesiaWording(CartesiaRequest request) {
        this(request, System::nanoTime);
    }

    CartesiaWording(CartesiaRequest request, LongSupplier clock) {
        this.request = request;
        this.clock = clock;
    }

    private static String newContext() {
        return UUID.randomUUID().toString();
    }

    @Override
    public List<String> speak(String words) {
        if (begun && outstanding == 0 && clock.getAsLong() - heardAt > ALIVE.toNanos()) {
            ended();
        }
        begun = true;
        outstanding++;
        text.given(words);
        return List.of(request.with(context, words, true), request.flush(context));
    }

    @Override
    public List<String> finish() {
        finishing = true;
        return begun && outstanding > 0 ? List.of(request.with(context, "", false)) : List.of();
    }

    @Override
    public List<String> cancel() {
        return begun ? List.of(CartesiaRequest.cancel(context)) : List.of();
    }

    /** Says what follows in a new context. */
    private void ended() {
        context = newContext();
        samples = new Samples();
        begun = false;
        outstanding = 0;
        before = heard;
        text.section();
    }

    @Override
    public List<VoiceSign> read(String message) {
        JsonNode said = JsonMapper.shared().readTree(message);
        JsonNode whose = said.path("context_id");
        if (whose.isString() && !whose.stringValue().equals(context)) {
            return List.of();
        }
        return switch (said.path("type").asString("")) {
            case "chunk" -> audio(said);
            case "timestamps" -> times(said.path("word_timestamps"));
            case "flush_done" -> flushDone();
            case "done" -> done();
            case "error" -> List.of(new VoiceSign.Failed(CartesiaFaults.of(said)));
            default -> List.of();
        };
    }

    private List<VoiceSign> audio(JsonNode chunk) {
        byte[] bytes = Base64.getDecoder().decode(chunk.path("data").asString(""));
        short[] next = samples.of(bytes, bytes.length);
        heardAt = clock.getAsLong();
        heard += next.length;
        return next.length == 0 ? List.of() : List.of(new VoiceSign.Audio(next));
    }

    private List<VoiceSign> times(JsonNode times) {
        List<VoiceSign> signs = new ArrayList<>();
        JsonNode ends = times.path("end");
        for (int word = 0; word < times.path("words").size(); word++) {
            int past = text.past(times.path("words").path(word).asString(""));
            int ms = (int) (before / SAMPLES_A_MS)
                    + (int) Math.round(1_000 * ends.path(word).asDouble(0));
            if (past > 0) {
                signs.add(new VoiceSign.Timed(new TextToSpeech.Timing(past, ms)));
            }
        }
        return signs;
    }

    private List<VoiceSign> flushDone() {
        if (outstanding == 0) {
            return List.of();
        }
        outstanding--;
        heardAt = clock.getAsLong();
        return List.of(new VoiceSign.Flushed());
    }

    private List<VoiceSign> done() {
        if (finishing) {
            return List.of(new VoiceSign.Finished());
        }
        List<VoiceSign> flushed = new ArrayList<>();
        for (; outstanding > 0; outstanding--) {
            flushed.add(new VoiceSign.Flushed());
        }
        ended();
        return flushed;
    }
}
