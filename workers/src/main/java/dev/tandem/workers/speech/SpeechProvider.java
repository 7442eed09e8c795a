package dev.tandem.workers.speech;

import dev.tandem.workflows.graph.ProviderConfig;
import java.util.Set;

/**
 * Speech of one provider. Found by {@link java.util.ServiceLoader}: a jar adds one with an entry in {@code
 * META-INF/services}, a public class and a public constructor without parameters, which must not load anything. What a
 * provider cannot do it leaves to the defaults here. Thread-safe.
 */
public interface SpeechProvider extends AutoCloseable {

    /** By which names configuration documents ask for it, e.g. {@code local}. */
    Set<String> names();

    /** Loads now what the first caller would else wait for; returns when done. */
    default void warmUp() {}

    /** Voice activity detection for one caller. */
    default VoiceActivity voiceActivity(String name) {
        throw Speech.unable(name, "voice activity detection");
    }

    default SpeechToText speechToText(ProviderConfig provider) {
        throw Speech.unable(provider.name(), "speech to text");
    }

    default TextToSpeech textToSpeech(ProviderConfig provider) {
        throw Speech.unable(provider.name(), "text to speech");
    }

    @Override
    void close();
}
