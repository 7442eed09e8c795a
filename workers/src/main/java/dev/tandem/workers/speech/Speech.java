package dev.tandem.workers.speech;

import dev.tandem.workers.egress.Egress;
import dev.tandem.workers.provider.Provider;
import dev.tandem.workers.provider.Providers;
import dev.tandem.workers.provider.Watches;
import dev.tandem.workflows.graph.ProviderConfig;
import dev.tandem.workflows.graph.ProviderKind;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;

/** Holds the speech providers of this process, by the names that documents give them. */
public final class Speech implements AutoCloseable {

    private final Providers<SpeechToText> recognisers;
    private final Providers<TextToSpeech> voices;
    private final Providers<VoiceDetector> detectors;
    private final TurnEnd turnEnd;

    /** @param providers all providers; those of other kinds are left out */
    public Speech(List<? extends Provider<?>> providers) {
        this(providers, TurnEnd.NONE);
    }

    /** Creates a speech whose callers' turns are judged by their voices, too. */
    public Speech(List<? extends Provider<?>> providers, TurnEnd turnEnd) {
        this(providers, turnEnd, null);
    }

    private Speech(List<? extends Provider<?>> providers, TurnEnd turnEnd, @Nullable Watches watches) {
        this.turnEnd = turnEnd;
        recognisers =
                new Providers<>(ProviderKind.STT, SpeechToText.class, providers, new RecogniserWrapping(), watches);
        voices = new Providers<>(ProviderKind.TTS, TextToSpeech.class, providers, new VoiceWrapping(), watches);
        // A detector is asked 30 times a second, so nothing stands around it.
        detectors = new Providers<>(ProviderKind.VAD, VoiceDetector.class, providers, new NoWrapping(), null);
    }

    /** Finds every provider on the class path, and puts no watches around them. They have no way out. None is loaded yet. */
    public static Speech load() {
        return new Speech(Providers.installed(), judge());
    }

    /** Finds every provider on the class path; their requests leave through that door. None is loaded yet. */
    public static Speech load(Watches watches, Egress egress) {
        return new Speech(Providers.installed(egress), judge(), watches);
    }

    private static TurnEnd judge() {
        return ServiceLoader.load(TurnEnd.class).findFirst().orElse(TurnEnd.NONE);
    }

    /** Returns the names by which documents ask for a provider. */
    public Set<String> names() {
        Set<String> names = new TreeSet<>(recognisers.names());
        names.addAll(voices.names());
        names.addAll(detectors.names());
        return names;
    }

    /** Loads the models of every provider that has some, so that a process refuses to start without them. */
    public void warmUp() {
        detectors.warmUp();
        recognisers.warmUp();
        voices.warmUp();
        turnEnd.warmUp();
    }

    /** Returns who judges by their voice whether callers have finished. */
    public TurnEnd turnEnd() {
        return turnEnd;
    }

    /**
     * Opens the voice activity detection of one caller, who closes it.
     *
     * @throws SpeechException if there is no such provider, or it does not do this
     */
    public VoiceActivity voiceActivity(String name) {
        ProviderConfig config = new ProviderConfig(name, JsonNodeFactory.instance.objectNode());
        return detectors
                .open(config)
                .orElseThrow(() -> unable(name, "voice activity detection"))
                .open();
    }

    /** @throws SpeechException if there is no such provider, or it does not do this */
    public SpeechToText speechToText(ProviderConfig provider) {
        return recognisers.open(provider).orElseThrow(() -> unable(provider.name(), "speech to text"));
    }

    /** @throws SpeechException if there is no such provider, or it does not do this */
    public TextToSpeech textToSpeech(ProviderConfig provider) {
        return voices.open(provider).orElseThrow(() -> unable(provider.name(), "text to speech"));
    }

    @Override
    public void close() {
        recognisers.close();
        voices.close();
        detectors.close();
        turnEnd.close();
    }

    private SpeechException unable(String name, String ability) {
        String message = names().contains(name)
                ? "The provider '" + name + "' has no " + ability + ": name another."
                : "There is no speech provider '" + name + "'; there are: " + String.join(", ", names()) + ".";
        return new SpeechException(message, false);
    }
}
