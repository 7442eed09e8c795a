package dev.tandem.workers.speech;

import dev.tandem.workflows.graph.ProviderConfig;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;

/**
 * The speech providers of this process, by the names that configuration documents call them. What it hands out belongs
 * to it: closed with it, not by the caller (but each {@link VoiceActivity}, which is one caller's, by that caller).
 */
public final class Speech implements AutoCloseable {

    private final List<SpeechProvider> providers;
    private final Map<String, SpeechProvider> byName = new TreeMap<>();

    public Speech(List<SpeechProvider> providers) {
        this.providers = List.copyOf(providers);
        for (SpeechProvider provider : providers) {
            for (String name : provider.names()) {
                SpeechProvider other = byName.putIfAbsent(name, provider);
                if (other != null) {
                    throw new IllegalStateException("Two speech providers are called '" + name + "': "
                            + other.getClass().getName() + " and "
                            + provider.getClass().getName() + ". Remove one from the class path.");
                }
            }
        }
    }

    /** With every provider on the class path; none is loaded yet. */
    public static Speech load() {
        return new Speech(ServiceLoader.load(SpeechProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .toList());
    }

    /** By which names documents ask for a provider. */
    public Set<String> names() {
        return Set.copyOf(byName.keySet());
    }

    /** Loads the models of every provider that has some, so that a process refuses to start without them. */
    public void warmUp() {
        providers.forEach(SpeechProvider::warmUp);
    }

    /** @throws SpeechException if there is no such provider, or it does not do this */
    public VoiceActivity voiceActivity(String name) {
        return provider(name).voiceActivity(name);
    }

    /** @throws SpeechException if there is no such provider, or it does not do this */
    public SpeechToText speechToText(ProviderConfig provider) {
        return provider(provider.name()).speechToText(provider);
    }

    /** @throws SpeechException if there is no such provider, or it does not do this */
    public TextToSpeech textToSpeech(ProviderConfig provider) {
        return provider(provider.name()).textToSpeech(provider);
    }

    @Override
    public void close() {
        providers.forEach(SpeechProvider::close);
    }

    static SpeechException unable(String name, String ability) {
        return new SpeechException("The provider '" + name + "' has no " + ability + ": name another.", false);
    }

    private SpeechProvider provider(String name) {
        SpeechProvider provider = byName.get(name);
        if (provider == null) {
            throw new SpeechException(
                    "There is no speech provider '" + name + "'; there are: " + String.join(", ", byName.keySet())
                            + ".",
                    false);
        }
        return provider;
    }
}
