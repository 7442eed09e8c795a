package dev.tandem.workflows.usage;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/**
 * Something that a session reports of its providers. It comes with the outcome of a step, with every later one until
 * the session knows that one has arrived, and with heartbeats; {@link CountedReports} takes it once.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "what")
@JsonSubTypes({
    @JsonSubTypes.Type(value = ProviderReport.Used.class, name = "used"),
    @JsonSubTypes.Type(value = ProviderReport.FailedOver.class, name = "failed_over")
})
public sealed interface ProviderReport {

    /** Returns the number of the attendance with which the session began. */
    int session();

    /** Returns the report's number in its session: 1 for the first, and one more for each that follows. */
    long number();

    /** Returns the turn that was open. */
    int turn();

    /** Returns the document id of the agent that had the call. */
    String agentId();

    /**
     * What a provider used and bills.
     *
     * @param kind {@code llm}, {@code stt} or {@code tts}
     * @param model as the document names it; empty: the provider's default
     * @param inputTokens all that were read, those from a cache included
     * @param cachedTokens those of {@code inputTokens} that came from the provider's cache
     * @param outputTokens tokens that were written
     * @param audioMs audio that was recognised
     * @param characters that were spoken
     */
    record Used(
            int session,
            long number,
            int turn,
            String agentId,
            String kind,
            String provider,
            String model,
            long inputTokens,
            long cachedTokens,
            long outputTokens,
            long audioMs,
            long characters)
            implements ProviderReport {

        boolean isOfTheSame(Used other) {
            return turn == other.turn
                    && agentId.equals(other.agentId)
                    && kind.equals(other.kind)
                    && provider.equals(other.provider)
                    && model.equals(other.model);
        }

        /** Returns both together, under the number of the other. */
        Used with(Used next) {
            return new Used(
                    next.session,
                    next.number,
                    turn,
                    agentId,
                    kind,
                    provider,
                    model,
                    inputTokens + next.inputTokens,
                    cachedTokens + next.cachedTokens,
                    outputTokens + next.outputTokens,
                    audioMs + next.audioMs,
                    characters + next.characters);
        }
    }

    /**
     * A provider failed, and the next one was asked.
     *
     * @param kind {@code llm}, {@code stt} or {@code tts}
     * @param model as the document names it; empty: the provider's default
     * @param next name of the provider that was asked instead
     * @param reason {@code wrong_request}, {@code wrong_key}, {@code too_much}, {@code unavailable} or {@code late}
     */
    record FailedOver(
            int session,
            long number,
            int turn,
            String agentId,
            String kind,
            String provider,
            String model,
            String next,
            String reason)
            implements ProviderReport {}
}
