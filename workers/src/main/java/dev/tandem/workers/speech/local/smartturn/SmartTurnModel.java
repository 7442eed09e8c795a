package dev.tandem.workers.speech.local.smartturn;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.tandem.workers.speech.SpeechException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Map;

/**
 * Asks Smart Turn v3.2. Input {@code input_features} [1, 80, 800]; output {@code logits} [1, 1], which in spite of its
 * name is a probability. The tensors stand on buffers that live as long as this object. Not thread-safe.
 */
final class SmartTurnModel implements AutoCloseable {

    static final String FILE = "smart-turn/smart-turn-v3.2-cpu.onnx";

    private final OrtSession session;
    private final LogMel features = new LogMel();
    private final FloatBuffer input = floats(LogMel.BANDS * LogMel.FRAMES);
    private final FloatBuffer output = floats(1);
    private final OnnxTensor inputTensor;
    private final OnnxTensor outputTensor;
    private final Map<String, OnnxTensor> feeds;
    private final Map<String, OnnxTensor> results;

    /** @param session serves any number of these */
    SmartTurnModel(OrtSession session) {
        this.session = session;
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try {
            inputTensor = OnnxTensor.createTensor(environment, input, new long[] {1, LogMel.BANDS, LogMel.FRAMES});
            outputTensor = OnnxTensor.createTensor(environment, output, new long[] {1, 1});
        } catch (OrtException e) {
            throw failed(e);
        }
        feeds = Map.of("input_features", inputTensor);
        results = Map.of("logits", outputTensor);
    }

    /** Returns how probable it is, 0 to 1, that whoever said this has finished. */
    float finished(short[] samples) {
        features.of(samples, input);
        try {
            session.run(feeds, results).close();
            return output.get(0);
        } catch (OrtException e) {
            throw failed(e);
        }
    }

    @Override
    public void close() {
        inputTensor.close();
        outputTensor.close();
    }

    private static FloatBuffer floats(int count) {
        return ByteBuffer.allocateDirect(count * Float.BYTES)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
    }

    private static SpeechException failed(OrtException e) {
        return new SpeechException("The end of a turn could not be judged: " + e.getMessage(), false, e);
    }
}
