package dev.tandem.workers.provider;

import java.time.Duration;

/** What a provider counts, and bills. */
public sealed interface ProviderUsage {

    /**
     * Tokens of one answer.
     *
     * @param input all that were read, those from a cache included
     * @param cached of {@code input}, those that came from the provider's cache
     * @param output written, reasoning included
     */
    record Tokens(long input, long cached, long output) implements ProviderUsage {}

    /** Audio that was recognised since this was last told. */
    record Audio(Duration length) implements ProviderUsage {}

    /** Characters that were spoken since this was last told. */
    record Characters(long count) implements ProviderUsage {}
}
