package dev.tandem.workers.speech.local.moonshine;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxTensorLike;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs one greedy decoding. The decoder is a merged graph: its first run takes empty caches and returns all of them.
 * Later runs take the encoder's caches of the first run and the decoder's of the run before.
 */
final class MoonshineDecoding implements AutoCloseable {

    private static final int LAYERS = 6;
    private static final long[] NO_CACHE = {1, 8, 0, 36};
    private static final int VOCABULARY = 32_768;
    private static final int BEGIN = 1;
    private static final int END = 2;
    private static final Set<String> DECODER_CACHES = new HashSet<>();
    private static final Set<String> ALL_CACHES = new HashSet<>();

    static {
        for (int layer = 0; layer < LAYERS; layer++) {
            for (String part : new String[] {"key", "value"}) {
                DECODER_CACHES.add(layer + ".decoder." + part);
                ALL_CACHES.add(layer + ".decoder." + part);
                ALL_CACHES.add(layer + ".encoder." + part);
            }
        }
    }

    private final OrtSession decoder;
    private final Map<String, OnnxTensorLike> feeds = new HashMap<>();
    private final FloatBuffer logits;
    private final OnnxTensor logitsTensor;
    private final OnnxTensor empty;
    private final OnnxTensor uncached;
    private final OnnxTensor cached;
    private OrtSession.@Nullable Result first;
    private OrtSession.@Nullable Result last;

    /** @param mask of the raw audio, not of the encoder's output, because the graph wants it so */
    MoonshineDecoding(OrtSession decoder, OnnxTensor encoded, OnnxTensor mask) throws OrtException {
        this.decoder = decoder;
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        logits = ByteBuffer.allocateDirect(VOCABULARY * Float.BYTES)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
        logitsTensor = OnnxTensor.createTensor(environment, logits, new long[] {1, 1, VOCABULARY});
        empty = OnnxTensor.createTensor(environment, FloatBuffer.allocate(0), NO_CACHE);
        uncached = OnnxTensor.createTensor(environment, new boolean[] {false});
        cached = OnnxTensor.createTensor(environment, new boolean[] {true});
        feeds.put("encoder_hidden_states", encoded);
        feeds.put("encoder_attention_mask", mask);
    }

    /**
     * Returns the likeliest tokens one after another, {@code most} at most; those found so far once {@code abandoned}.
     */
    int[] greedy(int most, BooleanSupplier abandoned) throws OrtException {
        int[] tokens = new int[most];
        int token = BEGIN;
        for (int count = 0; count < most; count++) {
            if (abandoned.getAsBoolean()) {
                return Arrays.copyOf(tokens, count);
            }
            step(token);
            token = likeliest();
            if (token == END) {
                return Arrays.copyOf(tokens, count);
            }
            tokens[count] = token;
        }
        return tokens;
    }

    private void step(int token) throws OrtException {
        OrtSession.Result before = last == null ? first : last;
        if (before == null) {
            feeds.put("use_cache_branch", uncached);
            ALL_CACHES.forEach(cache -> feeds.put("past_key_values." + cache, empty));
            first = run(token, ALL_CACHES);
            return;
        }
        feeds.put("use_cache_branch", cached);
        for (String cache : last == null ? ALL_CACHES : DECODER_CACHES) {
            feeds.put("past_key_values." + cache, tensor(before, "present." + cache));
        }
        OrtSession.Result stale = last;
        last = run(token, DECODER_CACHES);
        if (stale != null) {
            stale.close();
        }
    }

    private OrtSession.Result run(int token, Set<String> caches) throws OrtException {
        Set<String> wanted = new HashSet<>();
        caches.forEach(cache -> wanted.add("present." + cache));
        LongBuffer id = LongBuffer.wrap(new long[] {token});
        try (OnnxTensor ids = OnnxTensor.createTensor(OrtEnvironment.getEnvironment(), id, new long[] {1, 1})) {
            feeds.put("input_ids", ids);
            return decoder.run(feeds, wanted, Map.of("logits", logitsTensor));
        }
    }

    private static OnnxTensor tensor(OrtSession.Result result, String name) {
        OnnxValue value = result.get(name).orElseThrow(() -> new IllegalStateException("The model has no " + name));
        return (OnnxTensor) value;
    }

    private int likeliest() {
        int best = 0;
        for (int i = 1; i < VOCABULARY; i++) {
            if (logits.get(i) > logits.get(best)) {
                best = i;
            }
        }
        return best;
    }

    @Override
    public void close() {
        if (last != null) {
            last.close();
        }
        if (first != null) {
            first.close();
        }
        logitsTensor.close();
        empty.close();
        uncached.close();
        cached.close();
    }
}
