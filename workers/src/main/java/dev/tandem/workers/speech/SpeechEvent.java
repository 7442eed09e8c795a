package dev.tandem.workers.speech;

import dev.tandem.workers.provider.ProviderNews;
import java.time.Duration;

/** An event that a recogniser reports of a caller without being asked. Events come in order. */
public sealed interface SpeechEvent {

    /** Somebody has begun to speak. */
    record Started() implements SpeechEvent {}

    /**
     * All words of the utterance that are understood so far. The next partial replaces this one.
     *
     * @param text may be empty
     */
    record Partial(String text) implements SpeechEvent {}

    /**
     * All words of the utterance, which will not change any more.
     *
     * @param text may be empty
     */
    record Final(String text) implements SpeechEvent {}

    /**
     * Tells that the recogniser takes what was said for the end of the caller's turn.
     *
     * @param confidence 0 to 1
     */
    record EndOfTurn(double confidence) implements SpeechEvent {}

    /**
     * The amount that was used since the last report.
     *
     * @param audio length of the audio that was recognised
     */
    record Usage(Duration audio) implements SpeechEvent {}

    /**
     * Tells what the call learns about its providers. What stands around a recogniser reports it, and not the
     * recogniser.
     */
    record News(ProviderNews news) implements SpeechEvent {}

    /** Tells that the stream is over. No event follows, and requests without an answer fail with the same fault. */
    record Fault(SpeechException fault) implements SpeechEvent {}
}
