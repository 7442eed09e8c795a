package dev.tandem.vendors.ears;

import java.util.List;

/**
 * What callers say, utterance by utterance: a fake understands no speech. An utterance that is broken off by a fault is
 * said again. Thread-safe.
 */
public final class SpokenLines {

    private final boolean again;
    private List<String> lines;
    private int done;

    /** @param lines in order; after the last one the first comes again */
    public SpokenLines(String... lines) {
        this(true, List.of(lines));
    }

    private SpokenLines(boolean again, List<String> lines) {
        this.again = again;
        this.lines = lines;
    }

    /** Lines that {@link #next} tells one by one. Sound behind the end of one is noise until then. */
    public static SpokenLines told() {
        return new SpokenLines(false, List.of());
    }

    /** Tells the line that the caller is about to say. */
    public synchronized void next(String line) {
        lines = List.of(line);
        done = 0;
    }

    /** Returns the line of the utterance under way; empty for noise. */
    public synchronized String now() {
        return again ? lines.get(done % lines.size()) : done < lines.size() ? lines.get(done) : "";
    }

    /** Ends the utterance. */
    public synchronized void over() {
        done++;
    }

    /** Returns the first words of a line, as a service has them that has heard a part of it. */
    public static String firstWords(String line, double part) {
        String[] words = line.split(" ", -1);
        return String.join(
                " ", List.of(words).subList(0, Math.clamp(Math.round(words.length * part), 1, words.length)));
    }
}
