package dev.tandem.workers.speech.cartesia;

import dev.tandem.workers.speech.TextToSpeech;
import dev.tandem.workflows.catalog.ProviderDescriptor;
import dev.tandem.workflows.graph.ProviderConfig;
import dev.tandem.workflows.graph.ProviderKind;
import java.util.Locale;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What every request of one reply says alike. A context refuses requests that differ in it.
 *
 * @param fields of the request
 */
record CartesiaRequest(ObjectNode fields) {

    private static final String STANDARD_MODEL = "sonic-3";

    /** Tessa, the voice with which Cartesia's own client speaks where none is said. */
    private static final String STANDARD_VOICE = "6ccbfb76-1fc6-48f7-b71d-91ac6298247b";

    private static final int RATE = 24_000;

    private static final ProviderDescriptor DESCRIPTOR = ProviderDescriptor.of(ProviderKind.TTS, "cartesia");

    static CartesiaRequest of(ProviderConfig config, TextToSpeech.Options options) {
        boolean isModel = DESCRIPTOR.namesModel(options.voice());
        String model = config.text("model", isModel ? options.voice() : STANDARD_MODEL);
        ObjectNode fields = JsonMapper.shared().createObjectNode();
        fields.put("model_id", model);
        fields.putObject("voice")
                .put("mode", "id")
                .put("id", options.voice().isEmpty() || isModel ? STANDARD_VOICE : options.voice());
        fields.putObject("output_format")
                .put("container", "raw")
                .put("encoding", "pcm_s16le")
                .put("sample_rate", RATE);
        fields.put(
                "language", Locale.forLanguageTag(config.text("language", "en")).getLanguage());
        fields.put("add_timestamps", true);
        // Clauses come whole, and each is flushed: nothing is gained by waiting for more text.
        fields.put("max_buffer_delay_ms", 0);
        speed(fields, model, options.speed());
        return new CartesiaRequest(fields);
    }

    /** Newer models take a factor, older ones three words. */
    private static void speed(ObjectNode fields, String model, double speed) {
        boolean old = model.equals("sonic") || model.startsWith("sonic-2") || model.startsWith("sonic-turbo");
        if (speed == 1) {
            return;
        }
        if (old) {
            fields.put("speed", speed < 1 ? "slow" : "fast");
        } else {
            fields.putObject("generation_config").put("speed", speed);
        }
    }

    /** @param goesOn whether more text may follow in the context */
    String with(String context, String transcript, boolean goesOn) {
        return next(context, transcript, goesOn).toString();
    }

    /** A request that has all text before it spoken now. */
    String flush(String context) {
        return next(context, "", true).put("flush", true).toString();
    }

    static String cancel(String context) {
        return JsonMapper.shared()
                .createObjectNode()
                .put("context_id", context)
                .put("cancel", true)
                .toString();
    }

    private ObjectNode next(String context, String transcript, boolean goesOn) {
        return fields.deepCopy()
                .put("context_id", context)
                .put("transcript", transcript)
                .put("continue", goesOn);
    }
}
