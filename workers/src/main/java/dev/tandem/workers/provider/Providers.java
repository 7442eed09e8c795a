package dev.tandem.workers.provider;

import dev.tandem.workers.egress.Egress;
import dev.tandem.workflows.graph.ProviderConfig;
import dev.tandem.workflows.graph.ProviderKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Holds the providers of one kind in this process, by name. It opens each config once, and wraps what it opened.
 * Thread-safe.
 *
 * @param <T> the port of the kind
 */
public final class Providers<T> implements AutoCloseable {

    /** Number of configs whose ports are kept. The port of one that was dropped is opened again. */
    private static final int KEPT = 1_000;

    private final ProviderKind kind;
    private final Class<T> port;
    private final Wrapping<T> wrapping;
    private final @Nullable Watches watches;
    private final NavigableMap<String, Provider<?>> byName = new TreeMap<>();
    private final Map<ProviderConfig, T> opened = new LinkedHashMap<>(16, .75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<ProviderConfig, T> eldest) {
            return size() > KEPT;
        }
    };

    /**
     * Creates the providers of a kind.
     *
     * @param installed all providers; those of other kinds are left out
     * @param watches makes what stands around the exchanges; null for none
     * @throws IllegalStateException if two providers have the same name
     */
    public Providers(
            ProviderKind kind,
            Class<T> port,
            Iterable<? extends Provider<?>> installed,
            Wrapping<T> wrapping,
            @Nullable Watches watches) {
        this.kind = kind;
        this.port = port;
        this.wrapping = wrapping;
        this.watches = watches;
        installed.forEach(this::add);
    }

    /** Returns every provider on the class path; their requests leave through that door. None has loaded anything yet. */
    public static List<Provider<?>> installed(Egress egress) {
        List<Provider<?>> found = installed();
        found.forEach(provider -> provider.leaveThrough(egress));
        return found;
    }

    /** Returns every provider on the class path. Those that are reached over a network have no way out. */
    public static List<Provider<?>> installed() {
        List<Provider<?>> found = new ArrayList<>();
        ServiceLoader.load(Provider.class).forEach(found::add);
        return found;
    }

    private void add(Provider<?> provider) {
        if (provider.kind() != kind) {
            return;
        }
        Provider<?> other = byName.putIfAbsent(provider.name(), provider);
        if (other != null) {
            throw new IllegalStateException("Two " + kind.field() + " providers are called '" + provider.name() + "': "
                    + other.getClass().getName() + " and " + provider.getClass().getName()
                    + ". Remove one from the class path.");
        }
    }

    /** Returns the names that documents may use, sorted. */
    public List<String> names() {
        return List.copyOf(byName.keySet());
    }

    /**
     * Returns the port for a config; empty if no provider here has the name. If the config lists fallbacks, the port
     * asks them too.
     *
     * @throws ProviderException of the kind, if a provider that stands alone does not load
     */
    public Optional<T> open(ProviderConfig config) {
        if (!byName.containsKey(config.name())) {
            return Optional.empty();
        }
        synchronized (opened) {
            T known = opened.get(config);
            if (known != null) {
                return Optional.of(known);
            }
        }
        // This does not run under the lock, because a model may load for a second.
        T made = make(config);
        synchronized (opened) {
            T earlier = opened.putIfAbsent(config, made);
            return Optional.of(earlier == null ? made : earlier);
        }
    }

    private T make(ProviderConfig config) {
        List<ProviderConfig> others = config.fallbacks();
        if (others.isEmpty()) {
            return watched(config, false);
        }
        List<Wrapping.Candidate<T>> candidates = Stream.concat(Stream.of(config.alone()), others.stream())
                .map(one -> new Wrapping.Candidate<>(one, () -> watched(one, true)))
                .toList();
        return wrapping.fallback(candidates, watches == null ? (_, _) -> {} : watches.failovers(kind));
    }

    private T watched(ProviderConfig config, boolean others) {
        Provider<?> provider = byName.get(config.name());
        if (provider == null) {
            throw new ProviderException(
                    ProviderException.Reason.WRONG_REQUEST,
                    "There is no " + kind.field() + " provider '" + config.name() + "'; there are: "
                            + String.join(", ", byName.keySet()) + ".");
        }
        T port = this.port.cast(provider.open(config));
        if (watches != null) {
            for (Watch watch : watches.around(kind, config, others, provider.isBilled())) {
                port = wrapping.watched(port, watch);
            }
        }
        return port;
    }

    /** Loads what each provider has to load, so that a process refuses to start without it. */
    public void warmUp() {
        byName.values().forEach(Provider::warmUp);
    }

    @Override
    public void close() {
        byName.values().forEach(Provider::close);
    }
}
