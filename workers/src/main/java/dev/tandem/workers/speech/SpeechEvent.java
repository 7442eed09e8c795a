package dev.tandem.workers.speech;

import java.time.Duration;

/** What a recogniser tells of a caller without being asked, in order. */
public sealed interface SpeechEvent {

    /** Somebody has begun to speak. */
    record Started() implements SpeechEvent {}

    /**
     * All words of the utterance so far, as far as they are understood; the next one takes its place.
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
     * The recogniser takes what was said for the end of the caller's turn.
     *
     * @param confidence 0 to 1
     */
    record EndOfTurn(double confidence) implements SpeechEvent {}

    /**
     * What was used since this was last told.
     *
     * @param audio that was recognised
     */
    record Usage(Duration audio) implements SpeechEvent {}

    /** The stream is over: no event follows, and what it was asked and has not answered fails with the same. */
    record Fault(SpeechException fault) implements SpeechEvent {}
}
