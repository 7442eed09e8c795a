package dev.tandem.workers.speak;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.tandem.workers.audio.NativeThreads;
import dev.tandem.workers.speak.ReplyPlayback.Voice;
import dev.tandem.workers.speech.TextToSpeech;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has phrases synthesised before they are needed, so that they sound when a model or a voice does not. One object for a
 * process; each phrase is synthesised once for each voice. Thread-safe.
 */
public final class SpokenAhead {

    private static final Logger LOG = LoggerFactory.getLogger(SpokenAhead.class);

    /** Samples that are kept: 20 MB, or seven minutes of speech. */
    private static final long KEPT = 10_000_000;

    /** Synthesises nothing: for chats, in which nobody hears a silence. */
    public static final SpokenAhead NOTHING = new SpokenAhead(0);

    private record Phrase(Voice voice, String text) {}

    private final boolean works;
    private final Cache<Phrase, CompletableFuture<List<short[]>>> phrases;

    public SpokenAhead() {
        this(KEPT);
    }

    private SpokenAhead(long kept) {
        this.works = kept > 0;
        this.phrases = Caffeine.newBuilder()
                .maximumWeight(kept)
                .<Phrase, CompletableFuture<List<short[]>>>weigher((_, audio) -> weight(audio))
                .build();
    }

    private static int weight(CompletableFuture<List<short[]>> audio) {
        return audio.isDone() && !audio.isCompletedExceptionally()
                ? 1 + audio.join().stream().mapToInt(piece -> piece.length).sum()
                : 1;
    }

    /** Begins to synthesise a text, unless it is known. Does not block. What goes wrong is tried again the next time. */
    void synthesise(Voice voice, String text) {
        if (!works || text.isBlank()) {
            return;
        }
        Phrase phrase = new Phrase(voice, text);
        CompletableFuture<List<short[]>> mine = new CompletableFuture<>();
        if (phrases.asMap().putIfAbsent(phrase, mine) == null) {
            var _ = NativeThreads.start(() -> synthesise(phrase, mine));
        }
    }

    @SuppressWarnings("CatchingUnchecked") // a provider's defect costs this phrase, and nothing else
    private void synthesise(Phrase phrase, CompletableFuture<List<short[]>> audio) {
        List<short[]> pieces = new ArrayList<>();
        try {
            Voice voice = phrase.voice();
            voice.tts().speak(phrase.text(), new TextToSpeech.Options(voice.id(), voice.speed()), pieces::add);
            audio.complete(List.copyOf(pieces));
            // Its weight is known now.
            phrases.put(phrase, audio);
        } catch (Throwable fault) {
            phrases.asMap().remove(phrase, audio);
            LOG.warn("a phrase could not be synthesised ahead", fault);
        }
    }

    /** Returns the audio of a text; empty if there is none yet. */
    List<short[]> audio(Voice voice, String text) {
        CompletableFuture<List<short[]>> known = phrases.getIfPresent(new Phrase(voice, text));
        return known == null ? List.of() : known.getNow(List.of());
    }
}
