package dev.tandem.workers.speech.streamed;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Puts together the words of one utterance, segment by segment. Not thread-safe. */
final class Transcript {

    /** Seconds by which a service may be wrong about where a word ends. */
    private static final double TOLERANCE = .05;

    private record Piece(String text, boolean settled) {

        /** Whether there are words that may still change. */
        boolean isOpen() {
            return !settled && !text.isEmpty();
        }
    }

    private final Map<Integer, Piece> pieces = new TreeMap<>();

    /** What belongs to an earlier utterance: segments up to this one, and words up to this second. */
    private int closedTo = -1;

    private double endedAt = -1;

    /** @return false if the words belong to an earlier utterance */
    boolean take(Heard.Words words) {
        if (isPast(words.segment()) || words.until() <= endedAt + TOLERANCE) {
            return false;
        }
        pieces.put(words.segment(), new Piece(words.text().strip(), words.settled()));
        return true;
    }

    boolean isPast(int segment) {
        return segment <= closedTo;
    }

    String text() {
        return pieces.values().stream()
                .map(Piece::text)
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(" "));
    }

    /** Whether there are words, and none that may still change. */
    boolean isSettled() {
        return !text().isEmpty() && !isOpen();
    }

    /** Whether a segment with words is under way. */
    boolean isOpen() {
        return pieces.values().stream().anyMatch(Piece::isOpen);
    }

    /** @param at the end of the utterance, in seconds of the connection's audio */
    void end(double at) {
        // A segment without words is not over: the next utterance may fill it.
        pieces.forEach((segment, piece) -> {
            if (!piece.text().isEmpty()) {
                closedTo = Math.max(closedTo, segment);
            }
        });
        pieces.clear();
        endedAt = at;
    }

    /** Forgets everything, also of earlier utterances: another connection counts anew. */
    void restart() {
        pieces.clear();
        closedTo = -1;
        endedAt = -1;
    }
}
