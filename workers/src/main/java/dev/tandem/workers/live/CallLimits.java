package dev.tandem.workers.live;

import java.time.Duration;

/**
 * Bounds what one caller may send into a call. What a call keeps of its caller, and therefore its heartbeats, its steps
 * and its records, is bounded by it, too.
 *
 * @param lineCharacters longest line, typed or spoken
 * @param unansweredLines lines that may wait for an answer
 * @param keysATurn keys that count in one turn
 * @param keysACall keys that count in one call
 * @param longestUtterance speech without an end is cut after this time
 */
public record CallLimits(
        int lineCharacters, int unansweredLines, int keysATurn, int keysACall, Duration longestUtterance) {

    public static final CallLimits DEFAULT = new CallLimits(4_000, 10, 32, 1_000, Duration.ofSeconds(60));

    /** A room keeps no more characters of one typed line, so that a longer one is known to be too long. */
    private static final int KEPT_OF_A_LINE = 16_000;

    /** What waits may have this many characters: as JSON, six bytes each at most, half of what Temporal takes. */
    private static final int KEPT_IN_ALL = 160_000;

    /** @throws IllegalArgumentException if a limit is out of its range */
    public CallLimits {
        between("the longest line, characters,", lineCharacters, 1, KEPT_OF_A_LINE);
        between("the number of unanswered lines", unansweredLines, 1, KEPT_IN_ALL / lineCharacters);
        between("the number of keys a turn", keysATurn, 1, 1_000);
        between("the number of keys a call", keysACall, keysATurn, 100_000);
        between("the longest utterance, s,", longestUtterance.toSeconds(), 5, 600);
    }

    /** Returns the characters of all lines together that the call workflow has not settled. */
    int unsettledCharacters() {
        return lineCharacters * unansweredLines;
    }

    private static void between(String what, long value, long least, long most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(what + " must be from " + least + " to " + most + ", and is " + value);
        }
    }
}
