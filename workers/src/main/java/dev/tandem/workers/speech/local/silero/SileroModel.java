package dev.tandem.workers.speech.local.silero;

import ai.onnxruntime.OrtSession;
import dev.tandem.workers.speech.local.onnx.OnnxModels;

/**
 * The Silero VAD at 16 kHz. Input {@code input} [1, 64 + 512] and {@code state} [2, 1, 128]; output the probability [1,
 * 1] and the next state.
 */
public record SileroModel(OrtSession session) {

    /** Samples of the previous window that the model wants to see again. Without them it detects nothing. */
    static final int CONTEXT = 64;

    static final int STATE = 2 * 128;

    public static SileroModel load(OnnxModels models) {
        return new SileroModel(models.session("silero/silero_vad_16k_op15.onnx"));
    }
}
