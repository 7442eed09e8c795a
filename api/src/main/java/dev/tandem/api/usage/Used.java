package dev.tandem.api.usage;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What one provider used.
 *
 * @param day on which its call was made
 * @param agentId document id of the agent that had the call
 */
record Used(By by, LocalDate day, String agentId, @Nullable String agent, Amounts amounts) {

    /** @param model as the document names it; empty: the provider's default */
    record By(String kind, String provider, String model) {

        private static final int PARTS = 3;

        /** @param subject of a figure: kind, provider and model with slashes between; a model may have some, too */
        static By of(String subject) {
            String[] parts = subject.split("/", PARTS);
            return new By(parts[0], parts.length > 1 ? parts[1] : "", parts.length > 2 ? parts[2] : "");
        }
    }

    /**
     * Amounts that are billed.
     *
     * @param inputTokens all that were read, those from a cache included
     */
    record Amounts(long inputTokens, long cachedTokens, long outputTokens, long audioMs, long characters) {

        static final Amounts NONE = new Amounts(0, 0, 0, 0, 0);

        Amounts plus(Amounts other) {
            return new Amounts(
                    inputTokens + other.inputTokens,
                    cachedTokens + other.cachedTokens,
                    outputTokens + other.outputTokens,
                    audioMs + other.audioMs,
                    characters + other.characters);
        }
    }
}
