package dev.tandem.callers.sound;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Divides a line where its caller stops to think.
 *
 * @param parts in order; what is spoken is all of them
 * @param silences between the parts, ms
 */
public record Pauses(List<String> parts, List<Integer> silences) {

    /** Words of the shortest line that is divided: who says less does not stop to think. */
    private static final int SHORTEST = 5;

    /** Shorter than most waiting times of agents, and longer than a breath, ms. */
    private static final int LEAST_MS = 350;

    private static final int MOST_MS = 800;

    /** Leaves a line whole. */
    public static Pauses none(String line) {
        return new Pauses(List.of(line), List.of());
    }

    /** Divides a line behind one of its words, not the first or one of the last two. */
    public static Pauses in(String line, SplittableRandom random) {
        String[] words = line.strip().split("\\s+");
        if (words.length < SHORTEST) {
            return none(line);
        }
        int behind = random.nextInt(2, words.length - 1);
        List<String> parts = new ArrayList<>();
        parts.add(String.join(" ", Arrays.asList(words).subList(0, behind)));
        parts.add(String.join(" ", Arrays.asList(words).subList(behind, words.length)));
        return new Pauses(List.copyOf(parts), List.of(random.nextInt(LEAST_MS, MOST_MS)));
    }
}
