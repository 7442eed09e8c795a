package dev.tandem.workers.provider;

import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Stops asking a provider that fails: it opens when half of the last 20 exchanges failed, and there were at least 5.
 * After 5 s it lets two exchanges through, and their outcomes decide. Faults of a request say nothing about the
 * provider and do not count; nor does what was cancelled.
 */
public final class CircuitBreaker implements Watch {

    private static final int OF_THE_LAST = 20;
    private static final int AT_LEAST = 5;
    private static final float FAILED_PERCENT = 50;
    private static final int PROBES = 2;
    static final Duration OPEN_FOR = Duration.ofSeconds(5);

    private final String name;
    private final io.github.resilience4j.circuitbreaker.CircuitBreaker breaker;

    public CircuitBreaker(String name, Clock clock) {
        this.name = name;
        this.breaker = io.github.resilience4j.circuitbreaker.CircuitBreaker.of(
                name,
                CircuitBreakerConfig.custom()
                        .slidingWindowSize(OF_THE_LAST)
                        .minimumNumberOfCalls(AT_LEAST)
                        .failureRateThreshold(FAILED_PERCENT)
                        .waitDurationInOpenState(OPEN_FOR)
                        .permittedNumberOfCallsInHalfOpenState(PROBES)
                        // A probe whose end is never reported must not keep the provider shut for good.
                        .maxWaitDurationInHalfOpenState(OPEN_FOR)
                        .clock(clock)
                        .build());
    }

    @Override
    public Exchange begin(Consumer<ProviderException> stop) {
        if (!breaker.tryAcquirePermission()) {
            throw new ProviderException(
                    ProviderException.Reason.UNAVAILABLE, "The provider '" + name + "' has failed too often just now.");
        }
        return new Counted();
    }

    private final class Counted implements Exchange {

        private final long began = System.nanoTime();

        @Override
        public void succeeded() {
            breaker.onSuccess(System.nanoTime() - began, TimeUnit.NANOSECONDS);
        }

        @Override
        public void failed(ProviderException fault) {
            if (fault.isTheProviders()) {
                breaker.onError(System.nanoTime() - began, TimeUnit.NANOSECONDS, fault);
            } else {
                breaker.onSuccess(System.nanoTime() - began, TimeUnit.NANOSECONDS);
            }
        }

        @Override
        public void cancelled() {
            breaker.releasePermission();
        }
    }
}
