package dev.tandem.api.usage;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What a provider takes from a day on, until the next price of the same provider and model is valid. Null: it takes
 * nothing for that.
 *
 * @param kind {@code llm}, {@code stt} or {@code tts}
 * @param provider as documents name it
 * @param model as documents name it; null: every model that has no price of its own
 * @param validFrom first day, in the organization's time zone
 * @param currency ISO 4217
 * @param inputPerMillion for a million tokens that are read
 * @param cachedPerMillion for a million of them that come from its cache; null: as other tokens that are read
 * @param outputPerMillion for a million tokens that are written
 * @param audioPerHour for an hour of audio that is recognised
 * @param charactersPerMillion for a million characters that are spoken
 */
record Price(
        String kind,
        String provider,
        @Nullable String model,
        LocalDate validFrom,
        String currency,
        @Nullable BigDecimal inputPerMillion,
        @Nullable BigDecimal cachedPerMillion,
        @Nullable BigDecimal outputPerMillion,
        @Nullable BigDecimal audioPerHour,
        @Nullable BigDecimal charactersPerMillion) {

    private static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000);
    private static final BigDecimal HOUR_MS = BigDecimal.valueOf(3_600_000);

    /** Digits behind the point of a cost. */
    private static final int SCALE = 6;

    boolean isOf(Used.By by) {
        return kind.equals(by.kind()) && provider.equals(by.provider()) && (model == null || model.equals(by.model()));
    }

    /** Returns what this much costs, in {@link #currency}, rounded to millionths. */
    BigDecimal of(Used.Amounts used) {
        BigDecimal cached = cachedPerMillion == null ? inputPerMillion : cachedPerMillion;
        return part(used.inputTokens() - used.cachedTokens(), inputPerMillion, MILLION)
                .add(part(used.cachedTokens(), cached, MILLION))
                .add(part(used.outputTokens(), outputPerMillion, MILLION))
                .add(part(used.audioMs(), audioPerHour, HOUR_MS))
                .add(part(used.characters(), charactersPerMillion, MILLION));
    }

    private static BigDecimal part(long amount, @Nullable BigDecimal price, BigDecimal unit) {
        return price == null
                ? BigDecimal.ZERO
                : price.multiply(BigDecimal.valueOf(amount)).divide(unit, SCALE, RoundingMode.HALF_UP);
    }
}
