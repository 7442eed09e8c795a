package dev.tandem.vendors.assemblyai;

import dev.tandem.vendors.Conversation;
import dev.tandem.vendors.Exchange;
import dev.tandem.vendors.VendorServer;
import dev.tandem.vendors.Wire;
import dev.tandem.vendors.ears.HeardSound;
import dev.tandem.vendors.ears.SpokenLines;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import okio.ByteString;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Speaks {@code /v3/ws} (API version 2025-05-12): {@code Begin}, {@code Turn}, {@code Termination}, {@code Error}, and
 * the close codes of the page "Common session errors and closures". Faults count its messages, {@code Begin} included.
 */
public final class AssemblyAiServer extends VendorServer {

    /** The key that it takes. */
    public static final String KEY = "assemblyai-key-1";

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Set<String> MODELS =
            Set.of("universal-streaming-english", "universal-streaming-multilingual", "u3-rt-pro", "whisper-rt");

    /** After this silence a turn ends by itself, ms: {@code max_turn_silence} of the vendor is 1,280. */
    private static final long NATURAL_END = 400;

    /** HeardSound between two messages of a turn that is under way, ms. */
    private static final long PARTIAL_EVERY = 250;

    private final SpokenLines lines;

    /** Whether a turn is taken for over where it is ended by force. */
    private final double confidence;

    public AssemblyAiServer(SpokenLines lines) {
        this(lines, .9);
    }

    /** @param confidence of each end of a turn, 0 to 1 */
    public AssemblyAiServer(SpokenLines lines, double confidence) {
        this.lines = lines;
        this.confidence = confidence;
    }

    @Override
    protected Answer answer(Exchange exchange) {
        return exchange.path().equals("/v3/ws") ? upgraded(new Session(exchange)) : error(404);
    }

    @Override
    protected String errorBody(int status) {
        return "{\"error\":\"HTTP " + status + "\"}";
    }

    private final class Session implements Conversation {

        private final Exchange exchange;
        private final HeardSound sound = new HeardSound();
        private int turn;
        private long partialAt;

        private Session(Exchange exchange) {
            this.exchange = exchange;
        }

        @Override
        public void opened(Wire wire) throws IOException {
            String model = exchange.query("speech_model");
            if (!KEY.equals(exchange.header("Authorization"))) {
                refuse(wire, 1008, "Unauthorized Connection: Missing or invalid API key");
            } else if (exchange.query("sample_rate") == null) {
                refuse(wire, 3006, "Invalid Message: sample_rate is required");
            } else if (model != null && !MODELS.contains(model)) {
                refuse(wire, 3006, "Invalid speech_model: " + model);
            } else {
                ObjectNode begin = JSON.createObjectNode().put("type", "Begin");
                begin.put("id", UUID.randomUUID().toString());
                wire.send(begin.put("expires_at", 4_102_444_800L).toString());
            }
        }

        private static void refuse(Wire wire, int code, String why) throws IOException {
            ObjectNode error = JSON.createObjectNode().put("type", "Error");
            wire.send(error.put("error_code", code).put("error", why).toString());
            wire.close(code, why);
        }

        @Override
        public void binary(Wire wire, ByteString audio) throws IOException {
            long ms = sound.take(audio);
            if (ms < 50 || ms > 1_000) {
                refuse(wire, 3007, "Input duration violation: " + ms + " ms. Expected between 50 and 1000 ms");
            } else if (sound.isUnderWay() && sound.silence() >= NATURAL_END) {
                end(wire);
            } else if (sound.isUnderWay() && !lines.now().isEmpty() && sound.length() - partialAt >= PARTIAL_EVERY) {
                partialAt = sound.length();
                wire.send(turn(SpokenLines.firstWords(lines.now(), .5), false));
            }
        }

        @Override
        public void text(Wire wire, String text) throws IOException {
            JsonNode message = JSON.readTree(text);
            switch (message.path("type").asString("")) {
                case "ForceEndpoint" -> {
                    if (sound.isUnderWay()) {
                        end(wire);
                    }
                }
                case "Terminate" -> {
                    ObjectNode over = JSON.createObjectNode().put("type", "Termination");
                    over.put("audio_duration_seconds", sound.at() / 1_000);
                    wire.send(over.put("session_duration_seconds", sound.at() / 1_000)
                            .toString());
                    wire.close(1000, "");
                }
                case "UpdateConfiguration", "KeepAlive" -> {}
                default -> refuse(wire, 3006, "Invalid Message Type: " + message.path("type"));
            }
        }

        private void end(Wire wire) throws IOException {
            wire.send(turn(lines.now(), true));
            lines.over();
            sound.over();
            partialAt = 0;
            turn++;
        }

        private String turn(String words, boolean over) {
            boolean formatted = over && "true".equals(exchange.query("format_turns"));
            ObjectNode message = JSON.createObjectNode().put("type", "Turn").put("turn_order", turn);
            message.put("turn_is_formatted", formatted).put("end_of_turn", over);
            message.put("transcript", over ? words : "");
            message.put("end_of_turn_confidence", over ? confidence : .01);
            message.put("utterance", over ? words : "");
            ArrayNode list = message.putArray("words");
            List<String> each = words.isEmpty() ? List.of() : List.of(words.split(" ", -1));
            long length = Math.max(1, sound.length() / Math.max(1, each.size()));
            long at = sound.from();
            for (String word : each) {
                ObjectNode one = list.addObject().put("text", word).put("start", at);
                one.put("end", at + length).put("confidence", .98).put("word_is_final", over);
                at += length;
            }
            return message.toString();
        }
    }
}
