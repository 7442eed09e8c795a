package dev.tandem.workers.speech;

import dev.tandem.workers.speech.SpeechToText.Options;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/** Speaks tones into a stream, faster than a caller can, and tells it what a voice detection finds. */
final class SpeakingCaller implements AutoCloseable {

    private static final int WINDOW = 512;
    private static final int WINDOW_MS = 32;
    private static final long PATIENCE_S = 10;

    final List<SpeechEvent> events = new CopyOnWriteArrayList<>();
    private final SpeechToText.Stream stream;
    private int pitch = 200;

    SpeakingCaller(SpeechToText recogniser) {
        this(recogniser, Options.of("en-US"));
    }

    SpeakingCaller(SpeechToText recogniser, Options options) {
        stream = recogniser.open(options, events::add);
        silence(320);
    }

    /** Begins an utterance, with a tone of its own. */
    void begin(int ms) {
        pitch += 30;
        stream.started();
        speak(ms);
    }

    void speak(int ms) {
        windows(ms, .3f);
    }

    void silence(int ms) {
        windows(ms, 0);
    }

    private void windows(int ms, float loudness) {
        float[] window = new float[WINDOW];
        for (int at = 0; at < ms; at += WINDOW_MS) {
            for (int i = 0; i < WINDOW; i++) {
                window[i] = loudness * (float) Math.sin(2 * Math.PI * pitch * (at * 16 + i) / Options.RATE);
            }
            stream.audio(window, 0, WINDOW);
        }
    }

    /** Pauses for 200 ms, as the detection takes it, and for 256 ms more. */
    CompletableFuture<String> pause() {
        silence(200);
        CompletableFuture<String> asked = stream.paused();
        silence(256);
        return asked;
    }

    void goOn(int ms) {
        stream.resumed();
        speak(ms);
    }

    CompletableFuture<String> end() {
        silence(300);
        return stream.ended();
    }

    /** Says one utterance, and returns its words. */
    String say(int ms) throws Exception {
        begin(ms);
        var _ = pause();
        return words(end());
    }

    static String words(CompletableFuture<String> asked) throws Exception {
        return asked.get(PATIENCE_S, TimeUnit.SECONDS);
    }

    /** Returns why the words were not recognised. */
    static SpeechException fault(CompletableFuture<String> asked) throws Exception {
        try {
            throw new AssertionError("there are words: " + words(asked));
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof SpeechException why) {
                return why;
            }
            throw failed;
        }
    }

    <E extends SpeechEvent> List<E> events(Class<E> type) {
        return events.stream().filter(type::isInstance).map(type::cast).toList();
    }

    @Override
    public void close() {
        stream.close();
    }
}
