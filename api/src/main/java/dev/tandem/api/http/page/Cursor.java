package dev.tandem.api.http.page;

import dev.tandem.api.http.problem.ApiProblem;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Names the last item of a page in a list that begins with the newest. The next page starts after it. Clients do not
 * look inside.
 *
 * @param at to the microsecond, as PostgreSQL keeps it
 */
public record Cursor(Instant at, UUID id) {

    /** The cursor of the first page. */
    static final Cursor START = new Cursor(Instant.parse("9999-01-01T00:00:00Z"), new UUID(-1, -1));

    private boolean isOfThisAge() {
        return at.isAfter(Instant.EPOCH) && at.isBefore(START.at);
    }

    /** @throws ApiProblem 422 if the text is not a cursor of this API */
    public static Cursor parse(@Nullable String text) {
        if (text == null) {
            return START;
        }
        try {
            String[] parts = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.US_ASCII).split(" ", 2);
            if (parts.length == 2) {
                Cursor cursor = new Cursor(Instant.parse(parts[0]), UUID.fromString(parts[1]));
                if (cursor.isOfThisAge()) {
                    return cursor;
                }
            }
        } catch (IllegalArgumentException | DateTimeException e) {
            throw invalid();
        }
        throw invalid();
    }

    static ApiProblem invalid() {
        return ApiProblem.invalidParameter(
                "cursor", "The cursor is not one of this list: use next_cursor of the page before.");
    }

    @Override
    public String toString() {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((at + " " + id).getBytes(StandardCharsets.US_ASCII));
    }
}
