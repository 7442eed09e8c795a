package dev.tandem.workers.provider;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.tandem.workers.metrics.Meters;
import dev.tandem.workflows.graph.ProviderConfig;
import dev.tandem.workflows.graph.ProviderKind;
import io.micrometer.observation.ObservationRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * Chooses the watches around the exchanges of this process. Every provider is counted and observed. A provider that has
 * fallbacks gets a deadline and a circuit breaker too. Without fallbacks a late answer is better than none, unless the
 * document says how late it may be.
 */
public final class Watches {

    private static final Logger LOG = LoggerFactory.getLogger(Watches.class);

    private static final String DEADLINE = "deadline_ms";

    private static final Clock CLOCK = Clock.systemUTC();

    /** Accounts whose breakers are kept; one that falls out begins anew, as a closed one. */
    private static final int BREAKERS = 1_000;

    private final Meters meters;
    private final ObservationRegistry observations;
    private final Cache<Account, CircuitBreaker> breakers =
            Caffeine.newBuilder().maximumSize(BREAKERS).build();

    /** Accounts whose key was not taken the last time. */
    private final Cache<Account, Boolean> wrongKeys =
            Caffeine.newBuilder().maximumSize(BREAKERS).build();

    /**
     * The account to which faults belong: one customer's used-up key is not the next customer's fault.
     *
     * @param key as it stands in the opened config; never shown
     */
    private record Account(ProviderKind kind, String provider, JsonNode baseUrl, JsonNode key) {

        static Account of(ProviderKind kind, ProviderConfig config) {
            return new Account(
                    kind,
                    config.name(),
                    config.config().path("base_url"),
                    config.config().path("api_key"));
        }

        @Override
        public String toString() {
            return "Account[" + kind + ", " + provider + "]";
        }
    }

    public Watches(Meters meters, ObservationRegistry observations) {
        this.meters = meters;
        this.observations = observations;
    }

    /** Returns the watches of a provider, the innermost first. */
    List<Watch> around(ProviderKind kind, ProviderConfig config, boolean others, boolean billed) {
        Watch metered = new Metered(meters, kind, config.name());
        Watch traced = new Traced(observations, kind, config.name());
        List<Watch> watches = new ArrayList<>();
        if (others || config.config().has(DEADLINE)) {
            watches.add(deadline(kind, config));
        }
        if (others) {
            watches.add(breaker(kind, config));
        }
        watches.add(traced);
        watches.add(metered);
        watches.add(new KeyWatch(Account.of(kind, config)));
        if (billed) {
            watches.add(new Named(kind, config));
        }
        return List.copyOf(watches);
    }

    /** Tells the operator once of a key that a provider does not take, until it is taken again. */
    private final class KeyWatch implements Watch {

        private final Account account;

        private KeyWatch(Account account) {
            this.account = account;
        }

        @Override
        public Exchange begin(Consumer<ProviderException> stop) {
            return new Exchange() {
                @Override
                public void succeeded() {
                    wrongKeys.invalidate(account);
                }

                @Override
                public void failed(ProviderException fault) {
                    boolean wrong = fault.reason() == ProviderException.Reason.WRONG_KEY;
                    if (wrong && wrongKeys.asMap().putIfAbsent(account, true) == null) {
                        LOG.atError()
                                .addKeyValue("kind", account.kind().field())
                                .addKeyValue("provider", account.provider())
                                .addKeyValue("base_url", account.baseUrl().asString(""))
                                .log("a provider does not take the key; until it is set anew, calls fall back or"
                                        + " apologise");
                    }
                }
            };
        }
    }

    Wrapping.FailoverListener failovers(ProviderKind kind) {
        return (provider, fault) -> {
            meters.providerFailedOver(kind.field(), provider);
            LOG.atWarn()
                    .addKeyValue("kind", kind.field())
                    .addKeyValue("provider", provider)
                    .addKeyValue("reason", fault.reason())
                    .log("a provider failed, and the next one is asked");
        };
    }

    private CircuitBreaker breaker(ProviderKind kind, ProviderConfig config) {
        return breakers.get(Account.of(kind, config), account -> new CircuitBreaker(account.provider(), CLOCK));
    }

    /** Returns the deadline {@code deadline_ms} of the config, or by default what a caller puts up with. */
    private static Deadline deadline(ProviderKind kind, ProviderConfig config) {
        double otherwise = switch (kind) {
            case LLM, STT -> 1_500;
            case TTS, VAD -> 1_000;
        };
        Duration limit = Duration.ofMillis((long) config.number(DEADLINE, otherwise));
        return new Deadline(limit, limit);
    }
}
