package dev.tandem.workflows.payload;

import java.util.List;
import java.util.function.ToIntFunction;

/** Divides a long list into pieces that are small enough to be sent. */
public final class Piece {

    /** Bytes of the comma behind an entry. */
    private static final int COMMA = 1;

    private Piece() {}

    /**
     * Returns the first entries that fit, in order; at least one, if there is any.
     *
     * @param most bytes of all of them
     * @param bytes of an entry
     */
    public static <T> List<T> first(List<T> entries, int most, ToIntFunction<? super T> bytes) {
        int count = 0;
        long sum = 0;
        while (count < entries.size()) {
            sum += bytes.applyAsInt(entries.get(count)) + COMMA;
            if (sum > most && count > 0) {
                break;
            }
            count++;
        }
        return List.copyOf(entries.subList(0, count));
    }
}
