package dev.tandem.vendors.ears;

import java.util.List;

/**
 * What callers say, utterance by utterance: a fake understands no speech. An utterance that is broken off by a fault is
 * said again. Thread-safe.
 */
public final class SpokenLines {

    private final List<String> lines;
    private int done;

    /** @param lines in order; after the last one the first comes again */
    public SpokenLines(String... lines) {
        this.lines = List.of(lines);
    }

    /** Returns the line of the utterance under way. */
    public synchronized String now() {
        return lines.get(done % lines.size());
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
