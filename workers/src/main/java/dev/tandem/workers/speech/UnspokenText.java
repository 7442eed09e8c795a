package dev.tandem.workers.speech;

import java.util.ArrayList;
import java.util.List;

/** The text of one reply, and how much of it was handed over as audio. Not thread-safe. */
final class UnspokenText {

    /** Samples of a millisecond. */
    private static final int MS = 24;

    /** How much a voice says in a second, where it does not tell: about 165 words a minute. */
    private static final double CHARACTERS_A_SECOND = 15;

    /** Part of the text, up to a flush or to the end of what there is. */
    record Piece(String text, boolean flushed) {}

    private final StringBuilder text = new StringBuilder();

    /** Where flushes stand in the text that have not come back, in order. */
    private final List<Integer> flushes = new ArrayList<>();

    /** Where what came back last ends: in the text, and in the audio. */
    private int doneTo;

    private long doneAt;
    private long samples;

    /** What the voice told last. */
    private Timed last = new Timed(0, 0);

    /** Where the voice that speaks now began: in the text, and in the audio. */
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

    /** A voice's own timing as one of the whole reply. */
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

    /** What is left to say for another voice, from the next whole word on. */
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
