package dev.tandem.workers.speech.local;

import dev.tandem.workers.parts.Parts;
import dev.tandem.workers.speech.SpeechException;
import dev.tandem.workers.speech.SpeechProvider;
import dev.tandem.workers.speech.SpeechToText;
import dev.tandem.workers.speech.TextToSpeech;
import dev.tandem.workers.speech.VoiceActivity;
import dev.tandem.workflows.graph.ProviderConfig;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Speech on this machine: {@code silero} detects voices, {@code local} recognises and speaks English. The models are
 * loaded when the first is asked for.
 */
public final class LocalSpeechProvider implements SpeechProvider {

    private static final String SILERO = "silero";
    private static final String LOCAL = "local";

    private @Nullable LocalSpeech opened;

    @Override
    public Set<String> names() {
        return Set.of(SILERO, LOCAL);
    }

    @Override
    public void warmUp() {
        speech().warmUp();
    }

    @Override
    public VoiceActivity voiceActivity(String name) {
        return speech().voiceActivity();
    }

    @Override
    public SpeechToText speechToText(ProviderConfig provider) {
        if (provider.name().equals(SILERO)) {
            return SpeechProvider.super.speechToText(provider);
        }
        return speech().speechToText();
    }

    @Override
    public TextToSpeech textToSpeech(ProviderConfig provider) {
        if (provider.name().equals(SILERO)) {
            return SpeechProvider.super.textToSpeech(provider);
        }
        return speech().textToSpeech();
    }

    private synchronized LocalSpeech speech() {
        if (opened == null) {
            try {
                opened = LocalSpeech.open(Parts.folder());
            } catch (IllegalStateException missing) {
                throw new SpeechException(String.valueOf(missing.getMessage()), false, missing);
            }
        }
        return opened;
    }

    @Override
    public synchronized void close() {
        if (opened != null) {
            opened.close();
            opened = null;
        }
    }
}
