package dev.tandem.workers.speech.local.silero;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import dev.tandem.workers.speech.SpeechException;
import dev.tandem.workers.speech.VoiceActivity;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.Map;

/**
 * Runs Silero for one caller. The tensors stand on buffers that live as long as this object, and two states take turns
 * as input and output, so that a window costs no copy of the state.
 */
public final class SileroVoiceActivity implements VoiceActivity {

    private static final long[] STATE_SHAPE = {2, 1, 128};

    private final SileroModel model;
    private final FloatBuffer input = floats(SileroModel.CONTEXT + WINDOW);
    private final FloatBuffer output = floats(1);
    private final FloatBuffer[] states = {floats(SileroModel.STATE), floats(SileroModel.STATE)};
    private final OnnxTensor inputTensor;
    private final OnnxTensor outputTensor;
    private final OnnxTensor rate;
    private final OnnxTensor[] stateTensors;
    private final Map<String, OnnxTensor> feeds = new HashMap<>();
    private final Map<String, OnnxTensor> results = new HashMap<>();
    private int current;

    public SileroVoiceActivity(SileroModel model) {
        this.model = model;
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try {
            inputTensor = OnnxTensor.createTensor(environment, input, new long[] {1, input.capacity()});
            outputTensor = OnnxTensor.createTensor(environment, output, new long[] {1, 1});
            stateTensors = new OnnxTensor[] {
                OnnxTensor.createTensor(environment, states[0], STATE_SHAPE),
                OnnxTensor.createTensor(environment, states[1], STATE_SHAPE)
            };
            ByteBuffer hertz = ByteBuffer.allocateDirect(Long.BYTES).order(ByteOrder.nativeOrder());
            hertz.putLong(0, 16_000);
            rate = OnnxTensor.createTensor(environment, hertz, new long[0], OnnxJavaType.INT64);
        } catch (OrtException e) {
            throw failed(e);
        }
        feeds.put("input", inputTensor);
        feeds.put("sr", rate);
        results.put("output", outputTensor);
    }

    @Override
    public float probability(float[] samples, int offset) {
        for (int i = 0; i < SileroModel.CONTEXT; i++) {
            input.put(i, input.get(WINDOW + i));
        }
        input.put(SileroModel.CONTEXT, samples, offset, WINDOW);
        feeds.put("state", stateTensors[current]);
        current = 1 - current;
        results.put("stateN", stateTensors[current]);
        try {
            model.session().run(feeds, results).close();
            return output.get(0);
        } catch (OrtException e) {
            throw failed(e);
        }
    }

    @Override
    public void reset() {
        clear(input);
        clear(states[current]);
    }

    @Override
    public void close() {
        inputTensor.close();
        outputTensor.close();
        rate.close();
        stateTensors[0].close();
        stateTensors[1].close();
    }

    private static void clear(FloatBuffer buffer) {
        for (int i = 0; i < buffer.capacity(); i++) {
            buffer.put(i, 0);
        }
    }

    private static FloatBuffer floats(int count) {
        return ByteBuffer.allocateDirect(count * Float.BYTES)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
    }

    private static SpeechException failed(OrtException e) {
        return new SpeechException("Voice activity detection failed: " + e.getMessage(), false, e);
    }
}
