package dev.tandem.workers.speech;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;

/** Speaks one text in a context of its own, from its beginning to its end. */
final class WholeSpeech implements TextToSpeech.Sink {

    private final Consumer<short[]> audio;
    private final CompletableFuture<Void> over = new CompletableFuture<>();

    private WholeSpeech(Consumer<short[]> audio) {
        this.audio = audio;
    }

    static void of(TextToSpeech voice, String text, TextToSpeech.Options options, Consumer<short[]> audio)
            throws InterruptedException {
        WholeSpeech whole = new WholeSpeech(audio);
        try (TextToSpeech.Context context = voice.open(options, whole)) {
            context.say(text);
            context.finish();
            whole.over.get();
        } catch (ExecutionException fault) {
            throw SpeechException.of(
                    fault.getCause() == null ? fault : fault.getCause(), "the text could not be spoken");
        }
    }

    @Override
    public void audio(short[] samples) {
        audio.accept(samples);
    }

    @Override
    public void flushed() {}

    @Override
    public void finished() {
        over.complete(null);
    }

    @Override
    public void failed(SpeechException fault) {
        over.completeExceptionally(fault);
    }
}
