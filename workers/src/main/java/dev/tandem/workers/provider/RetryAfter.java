package dev.tandem.workers.provider;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads when a server that is busy wants to be asked again (RFC 9110, 10.2.3). A date is not read. */
public final class RetryAfter {

    private static final double DAY = 86_400;

    private RetryAfter() {}

    /**
     * Reads the header {@code Retry-After}.
     *
     * @param seconds null if there is none
     * @return empty if there is none that can be read, or it is a day or more
     */
    public static Optional<Duration> of(@Nullable String seconds) {
        return seconds == null ? Optional.empty() : of(seconds, 1);
    }

    /** @param inASecond how many units of the text a second has: 1, or 1,000 for {@code retry-after-ms} */
    public static Optional<Duration> of(String text, int inASecond) {
        try {
            double value = Double.parseDouble(text.strip()) / inASecond;
            return value >= 0 && value < DAY
                    ? Optional.of(Duration.ofMillis((long) (value * 1_000)))
                    : Optional.empty();
        } catch (NumberFormatException date) {
            return Optional.empty();
        }
    }
}
