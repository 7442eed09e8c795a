package dev.tandem.workers.speech.local.onnx;

import dev.tandem.workers.parts.Parts;
import dev.tandem.workers.speech.SpeechException;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Loads something made of models when it is first needed. Thread-safe.
 *
 * @param <T> what is made of them
 */
public final class LoadedOnce<T> implements AutoCloseable {

    private record Loaded<T>(OnnxModels models, T engine) {}

    private final Function<OnnxModels, T> load;
    private final Consumer<T> close;
    private @Nullable Loaded<T> loaded;

    /** @param close ends what runs, before its models are freed */
    public LoadedOnce(Function<OnnxModels, T> load, Consumer<T> close) {
        this.load = load;
        this.close = close;
    }

    /** @throws SpeechException if a file is missing or cannot be read; the message says what to do */
    public synchronized T get() {
        Loaded<T> there = loaded;
        if (there == null) {
            there = load();
            loaded = there;
        }
        return there.engine();
    }

    private Loaded<T> load() {
        OnnxModels models = new OnnxModels(folder());
        try {
            return new Loaded<>(models, load.apply(models));
        } catch (RuntimeException e) {
            models.close();
            throw e;
        }
    }

    private static Path folder() {
        try {
            return Parts.folder();
        } catch (IllegalStateException missing) {
            throw new SpeechException(String.valueOf(missing.getMessage()), false, missing);
        }
    }

    @Override
    public synchronized void close() {
        Loaded<T> there = loaded;
        loaded = null;
        if (there != null) {
            close.accept(there.engine());
            there.models().close();
        }
    }
}
