package dev.tandem.workers.speech.local.hibari;

import dev.tandem.workers.provider.Provider;
import dev.tandem.workers.speech.ByClause;
import dev.tandem.workers.speech.TextToSpeech;
import dev.tandem.workers.speech.local.onnx.LoadedOnce;
import dev.tandem.workflows.graph.ProviderConfig;
import dev.tandem.workflows.graph.ProviderKind;

/** Speaks English on this machine, without a key. The model is loaded when it is first needed. */
public final class HibariProvider implements Provider<TextToSpeech> {

    private final LoadedOnce<Hibari> engine = new LoadedOnce<>(Hibari::load, _ -> {});

    @Override
    public ProviderKind kind() {
        return ProviderKind.TTS;
    }

    @Override
    public boolean isBilled() {
        return false;
    }

    @Override
    public String name() {
        return "local";
    }

    @Override
    public TextToSpeech open(ProviderConfig config) {
        return new ByClause(engine.get());
    }

    /** Runs the model once: the first run of a model is the slow one. */
    @Override
    public void warmUp() {
        engine.get().warmUp();
    }

    @Override
    public void close() {
        engine.close();
    }
}
