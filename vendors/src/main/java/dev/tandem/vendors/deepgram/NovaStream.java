package dev.tandem.vendors.deepgram;

import dev.tandem.vendors.Conversation;
import dev.tandem.vendors.Wire;
import dev.tandem.vendors.ears.HeardSound;
import dev.tandem.vendors.ears.SpokenLines;
import java.io.IOException;
import okio.ByteString;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Speaks {@code /v1/listen}: {@code Results} and {@code Metadata}. A {@code Finalize} without anything under way is not
 * answered: the documentation promises an answer only where much audio waits.
 */
final class NovaStream implements Conversation {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String ID = "00000000-0000-0000-0000-000000000000";
    private static final long INTERIM_EVERY = 250;

    private final SpokenLines lines;
    private final HeardSound sound = new HeardSound();
    private long interimAt;
    private long settledTo;

    NovaStream(SpokenLines lines) {
        this.lines = lines;
    }

    @Override
    public void binary(Wire wire, ByteString audio) throws IOException {
        sound.take(audio);
        if (sound.isUnderWay() && sound.length() - interimAt >= INTERIM_EVERY) {
            interimAt = sound.length();
            wire.send(results(SpokenLines.firstWords(lines.now(), .5), false));
        }
    }

    @Override
    public void text(Wire wire, String text) throws IOException {
        switch (JSON.readTree(text).path("type").asString("")) {
            case "Finalize" -> {
                if (sound.isUnderWay()) {
                    wire.send(results(lines.now(), true));
                    lines.over();
                    sound.over();
                    interimAt = 0;
                    settledTo = sound.at();
                }
            }
            case "CloseStream" -> {
                ObjectNode metadata = JSON.createObjectNode().put("type", "Metadata");
                metadata.put("transaction_key", "deprecated").put("request_id", ID);
                metadata.put("sha256", "").put("created", "2026-11-30T00:00:00.000Z");
                wire.send(metadata.put("duration", sound.at() / 1_000.)
                        .put("channels", 1)
                        .toString());
                wire.close(1000, "");
            }
            case "KeepAlive" -> {}
            default ->
                wire.send(JSON.createObjectNode()
                        .put("type", "Error")
                        .put("variant", "SchemaError")
                        .put("description", "Could not parse client message")
                        .toString());
        }
    }

    private String results(String words, boolean settled) {
        ObjectNode message = JSON.createObjectNode().put("type", "Results");
        message.putArray("channel_index").add(0).add(1);
        message.put("duration", (sound.at() - settledTo) / 1_000.);
        message.put("start", settledTo / 1_000.);
        message.put("is_final", settled).put("speech_final", false);
        ObjectNode alternative =
                message.putObject("channel").putArray("alternatives").addObject();
        alternative.put("transcript", words).put("confidence", .99).putArray("words");
        ObjectNode metadata = message.putObject("metadata").put("request_id", ID);
        metadata.putObject("model_info")
                .put("name", "general-nova-3")
                .put("version", "2025-07-31.0")
                .put("arch", "nova-3");
        metadata.put("model_uuid", ID);
        return message.put("from_finalize", settled).toString();
    }
}
