package dev.tandem.workers.provider;

import dev.tandem.workers.egress.Egress;
import dev.tandem.workflows.catalog.ProviderDescriptor;
import dev.tandem.workflows.graph.ProviderConfig;
import dev.tandem.workflows.graph.ProviderKind;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/**
 * Opens the ports of one provider of one kind. Providers are found by {@link java.util.ServiceLoader}: a jar adds one
 * with an entry in {@code META-INF/services}, a public class, and a public constructor without parameters, which must
 * not load anything. Its {@link ProviderDescriptor} describes it to the publish gate. Thread-safe: one provider serves
 * all calls of a process.
 *
 * <p>What is costly (models, connections, pools of them) belongs to the provider, is shared by everything that it
 * opens, and ends with {@link #close}. What it opens is light: it holds a config, needs no closing, and may be dropped.
 *
 * @param <T> the port of its kind: {@code LanguageModel}, {@code SpeechToText}, {@code TextToSpeech} or {@code
 *     VoiceDetector}
 */
public interface Provider<T> extends AutoCloseable {

    ProviderKind kind();

    /** Returns the name that documents give in {@code provider}. It is unique within a kind. */
    String name();

    /** Returns the JSON Schema (2020-12) of the whole object in the agent, {@code provider} included. */
    default JsonNode configSchema() {
        return ProviderDescriptor.of(kind(), name()).configSchema();
    }

    /**
     * Takes the door through which its requests leave. Called once, before anything is opened.
     *
     * @param egress the only way out: a document's author decides where a request goes ({@code base_url})
     */
    default void leaveThrough(Egress egress) {}

    /**
     * Creates the port for one config. It may load a model the first time, and connects to nothing.
     *
     * @param config fits {@link #configSchema}; its secrets are opened
     * @throws ProviderException of the kind, if it does not load
     */
    T open(ProviderConfig config);

    /**
     * Loads now what the first caller would otherwise wait for; returns when done.
     *
     * @throws ProviderException of the kind, if it does not load
     */
    default void warmUp() {}

    /** Whether somebody bills what it does. What runs in this process is free, and no event tells of it. */
    default boolean isBilled() {
        return true;
    }

    /** Ends what is under way, and frees what the provider holds. Idempotent. */
    @Override
    default void close() {}

    /** Creates a provider that holds nothing of its own. */
    static <T> Provider<T> of(ProviderKind kind, String name, Function<ProviderConfig, ? extends T> open) {
        return new Provider<>() {
            @Override
            public ProviderKind kind() {
                return kind;
            }

            @Override
            public String name() {
                return name;
            }

            @Override
            public T open(ProviderConfig config) {
                return open.apply(config);
            }
        };
    }
}
