package dev.tandem.workers.speech.local.silero;

import dev.tandem.workers.provider.Provider;
import dev.tandem.workers.speech.VoiceActivity;
import dev.tandem.workers.speech.VoiceDetector;
import dev.tandem.workers.speech.local.onnx.LoadedOnce;
import dev.tandem.workflows.graph.ProviderConfig;
import dev.tandem.workflows.graph.ProviderKind;

/** Detects voices on this machine, without a key. The model is loaded when it is first needed. */
public final class SileroProvider implements Provider<VoiceDetector> {

    private final LoadedOnce<SileroModel> engine = new LoadedOnce<>(SileroModel::load, _ -> {});

    @Override
    public ProviderKind kind() {
        return ProviderKind.VAD;
    }

    @Override
    public String name() {
        return "silero";
    }

    @Override
    public VoiceDetector open(ProviderConfig config) {
        SileroModel model = engine.get();
        return () -> new SileroVoiceActivity(model);
    }

    /** Runs the model once: the first run of a model is the slow one. */
    @Override
    public void warmUp() {
        try (VoiceActivity ears = new SileroVoiceActivity(engine.get())) {
            ears.probability(new float[VoiceActivity.WINDOW], 0);
        }
    }

    @Override
    public void close() {
        engine.close();
    }
}
