package dev.tandem.workers.speech;

import java.util.ArrayList;
import java.util.List;

/** Keeps the text of one reply, and how much of it was handed over as audio. Not thread-safe. */
final class UnspokenText {

    /** Samples in a millisecond. */
    private static final int MS = 24;

    /** Speed of a voice that reports no timings: about 165 words a minute. */
    private static final double CHARACTERS_A_SECOND = 15;

    /** A part of the text, up to a flush or to the end of what there is. */
    record Piece(String text, boolean flushed) {}

    private final StringBuilder text = new StringBuilder();

    /** The positions in the text of flushes that are not done yet, in order. */
    private final List<Integer> flushes = new ArrayList<>();

    /** The end of the last flush that is done: in the text, and in the audio. */
    private int doneTo;

    private long doneAt;
    private long samples;

    /** The last timing that the voice reported. */
    private Timed last = new Timed(0, 0);

    /** The point at which the present voice began: in the text, and in the audio. */
    private int from;

    private long fromSample;

    private record Timed(int characters, long sample) {}

    void say(String more) {
        text.append(more);
    }

    void flush() {
        flushes.add(text.length());
    }

    void heard(int count) {
        samples += count;
    }

    /** Turns a voice's own timing into one of the whole reply. */
    TextToSpeech.Timing timed(TextToSpeech.Timing own) {
        TextToSpeech.Timing whole =
                new TextToSpeech.Timing(from + own.characters(), (int) (fromSample / MS) + own.ms());
        last = new Timed(whole.characters(), (long) whole.ms() * MS);
        return whole;
    }

    void flushed() {
        if (!flushes.isEmpty()) {
            doneTo = flushes.removeFirst();
            doneAt = samples;
        }
    }

    /** Returns what is left to say for another voice, from the next whole word on. */
    List<Piece> goOn() {
        int at = spokenTo();
        from = at;
        fromSample = samples;
        List<Piece> pieces = new ArrayList<>();
        for (int flush : flushes) {
            pieces.add(new Piece(text.substring(Math.min(at, flush), flush), true));
            at = Math.max(at, flush);
        }
        if (at < text.length()) {
            pieces.add(new Piece(text.substring(at), false));
        }
        return pieces;
    }

    private int spokenTo() {
        int end = flushes.isEmpty() ? text.length() : flushes.getFirst();
        if (samples == doneAt) {
            return doneTo;
        }
        boolean told = last.characters() > doneTo && last.sample() <= samples;
        int guessed =
                told ? last.characters() : doneTo + (int) ((samples - doneAt) / (1_000. * MS) * CHARACTERS_A_SECOND);
        int at = Math.clamp(guessed, doneTo, end);
        while (at < end && !Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at;
    }
}
