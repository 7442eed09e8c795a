package dev.tandem.api.http.page;

import dev.tandem.api.http.problem.ApiProblem;
import org.jspecify.annotations.Nullable;

/** The cursor of a list that is ordered by a number of its items. */
public final class NumberCursor {

    private NumberCursor() {}

    /**
     * @param start where the first page starts
     * @throws ApiProblem 422 if the text is not a cursor of this API
     */
    public static int parse(@Nullable String text, int start) {
        if (text == null) {
            return start;
        }
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw Cursor.invalid();
        }
    }
}
