package dev.tandem.workers.provider;

import java.time.Duration;

/** An amount that a provider counts and bills. */
public sealed interface ProviderUsage {

    /**
     * Tokens of one answer.
     *
     * @param input all tokens that were read, those from a cache included
     * @param cached those of {@code input} that came from the provider's cache
     * @param output tokens that were written, reasoning included
     */
    record Tokens(long input, long cached, long output) implements ProviderUsage {}

    /** Audio that was recognised since the last report. */
    record Audio(Duration length) implements ProviderUsage {}

    /** Characters that were spoken since the last report. */
    record Characters(long count) implements ProviderUsage {}
}
