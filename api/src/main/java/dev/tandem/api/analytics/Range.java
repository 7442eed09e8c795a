package dev.tandem.api.analytics;

import dev.tandem.api.http.problem.ApiProblem;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Days, the first and the last one included. */
public record Range(LocalDate from, LocalDate to) {

    private static final int USUAL_DAYS = 30;
    private static final int MOST_DAYS = 366;

    /**
     * @param from null: 30 days that end with the last
     * @param to null: today
     * @throws ApiProblem 422 if it ends before it begins, or is longer than a year
     */
    public static Range of(@Nullable LocalDate from, @Nullable LocalDate to, LocalDate today) {
        LocalDate last = to == null ? today : to;
        LocalDate first = from == null ? last.minusDays(USUAL_DAYS - 1) : from;
        long days = ChronoUnit.DAYS.between(first, last) + 1;
        if (days < 1 || days > MOST_DAYS) {
            throw ApiProblem.invalidParameter(
                    "from", "from and to are the first and the last day, at most " + MOST_DAYS + " days in all.");
        }
        return new Range(first, last);
    }

    Stream<LocalDate> days() {
        return from.datesUntil(to.plusDays(1));
    }
}
