package dev.tandem.workers.speech.local.moonshine;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.tandem.workers.speech.SpeechException;
import dev.tandem.workers.speech.local.onnx.OnnxModels;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** Moonshine tiny for English: an encoder over raw audio and a decoder of text. Thread-safe. */
public final class MoonshineModel implements Transcriber {

    /** More than people speak; the model's authors use this limit to end a decoder that loops. */
    private static final double TOKENS_PER_SECOND = 6.5;

    private final OrtSession encoder;
    private final OrtSession decoder;
    private final MoonshineTokens tokens;

    private MoonshineModel(OrtSession encoder, OrtSession decoder, MoonshineTokens tokens) {
        this.encoder = encoder;
        this.decoder = decoder;
        this.tokens = tokens;
    }

    public static MoonshineModel load(OnnxModels models) {
        return new MoonshineModel(
                models.session("moonshine/encoder_model.ort"),
                models.session("moonshine/decoder_model_merged.ort"),
                MoonshineTokens.parse(models.bytes("moonshine/tokenizer.bin")));
    }

    @Override
    public String transcribe(float[] audio, BooleanSupplier abandoned) {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        long[] everySample = new long[audio.length];
        Arrays.fill(everySample, 1);
        long[] shape = {1, audio.length};
        try (OnnxTensor input = OnnxTensor.createTensor(environment, FloatBuffer.wrap(audio), shape);
                OnnxTensor mask = OnnxTensor.createTensor(environment, LongBuffer.wrap(everySample), shape);
                OrtSession.Result heard = encoder.run(Map.of("input_values", input, "attention_mask", mask));
                MoonshineDecoding decoding = new MoonshineDecoding(decoder, (OnnxTensor) heard.get(0), mask)) {
            int most = (int) Math.ceil(audio.length / (double) Moonshine.RATE * TOKENS_PER_SECOND);
            return tokens.text(decoding.greedy(most, abandoned));
        } catch (OrtException e) {
            throw new SpeechException("Speech could not be recognised: " + e.getMessage(), true, e);
        }
    }
}
