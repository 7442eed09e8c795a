package dev.tandem.workers.speech.local.hibari;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.tandem.workers.speech.SpeechException;
import dev.tandem.workers.speech.local.onnx.OnnxModels;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.HashMap;
import java.util.Map;

/** Runs Hibari's network, which turns phonemes into a {@link Spectrum}. Thread-safe. */
final class HibariModel {

    private final OrtSession session;
    private final Map<Integer, Long> ids;

    private HibariModel(OrtSession session, Map<Integer, Long> ids) {
        this.session = session;
        this.ids = ids;
    }

    static HibariModel load(OnnxModels models) {
        Map<Integer, Long> ids = new HashMap<>();
        models.json("hibari/vocab.json")
                .properties()
                .forEach(entry ->
                        ids.put(entry.getKey().codePointAt(0), entry.getValue().asLong()));
        return new HibariModel(models.session("hibari/hibari.onnx"), Map.copyOf(ids));
    }

    /**
     * @param phonemes in misaki's alphabet; characters that the network does not know are left out
     * @param speed 1 is the voice's own
     */
    Spectrum spectrum(String phonemes, double speed) {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        long[] input = input(phonemes);
        try (OnnxTensor sounds =
                        OnnxTensor.createTensor(environment, LongBuffer.wrap(input), new long[] {1, input.length});
                OnnxTensor pace = OnnxTensor.createTensor(environment, new float[] {(float) speed});
                OrtSession.Result result = session.run(Map.of("ids", sounds, "speed", pace))) {
            return new Spectrum(
                    floats(result, "lh"),
                    floats(result, "theta"),
                    floats(result, "ln"),
                    floats(result, "lr"),
                    floats(result, "phi"),
                    floats(result, "f0"));
        } catch (OrtException e) {
            throw new SpeechException("Text could not be spoken: " + e.getMessage(), true, e);
        }
    }

    /** Makes the network's input, with a pad at either end. */
    private long[] input(String phonemes) {
        long[] known = phonemes.codePoints()
                .filter(ids::containsKey)
                .mapToLong(ids::get)
                .toArray();
        long[] padded = new long[known.length + 2];
        System.arraycopy(known, 0, padded, 1, known.length);
        return padded;
    }

    private static float[] floats(OrtSession.Result result, String name) {
        OnnxTensor tensor =
                (OnnxTensor) result.get(name).orElseThrow(() -> new IllegalStateException("The model has no " + name));
        FloatBuffer buffer = tensor.getFloatBuffer();
        float[] values = new float[buffer.remaining()];
        buffer.get(values);
        return values;
    }
}
