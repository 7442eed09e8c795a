package dev.tandem.workers.speech.local.moonshine;

import dev.tandem.workers.provider.Provider;
import dev.tandem.workers.speech.ByUtterance;
import dev.tandem.workers.speech.SpeechToText;
import dev.tandem.workers.speech.local.onnx.LoadedOnce;
import dev.tandem.workflows.graph.ProviderConfig;
import dev.tandem.workflows.graph.ProviderKind;

/** Recognises English on this machine, without a key. The model is loaded when it is first needed. */
public final class MoonshineProvider implements Provider<SpeechToText> {

    private final LoadedOnce<Moonshine> engine =
            new LoadedOnce<>(models -> new Moonshine(MoonshineModel.load(models)), Moonshine::close);

    @Override
    public ProviderKind kind() {
        return ProviderKind.STT;
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
    public SpeechToText open(ProviderConfig config) {
        return new ByUtterance(engine.get());
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
