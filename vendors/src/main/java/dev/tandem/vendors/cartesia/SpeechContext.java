package dev.tandem.vendors.cartesia;

import dev.tandem.vendors.Wire;
import dev.tandem.vendors.voice.Sound;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** One context: its requests are answered one after the other, on a thread of its own. */
final class SpeechContext {

    /** Audio comes in chunks of about this length. */
    private static final int CHUNK_MS = 200;

    private final Wire wire;
    private final String id;
    private final Function<String, short[]> voice;
    private final Duration thinking;
    private final BlockingQueue<JsonNode> requests = new LinkedBlockingQueue<>();
    private final Thread thread;
    private volatile boolean cancelled;
    private int flush = 1;

    /** Where the context's audio is, ms: words are timed from its beginning. */
    private int at;

    SpeechContext(Wire wire, String id, Function<String, short[]> voice, Duration thinking) {
        this.wire = wire;
        this.id = id;
        this.voice = voice;
        this.thinking = thinking;
        this.thread = Thread.ofVirtual().start(this::answer);
    }

    void take(JsonNode request) {
        requests.add(request);
    }

    void cancel() {
        cancelled = true;
        thread.interrupt();
    }

    private void answer() {
        try {
            boolean goesOn = true;
            while (goesOn && !cancelled) {
                JsonNode request = requests.take();
                String text = request.path("transcript").asString("");
                if (!text.isBlank()) {
                    speak(text, request.path("add_timestamps").asBoolean(false));
                }
                if (request.path("flush").asBoolean(false)) {
                    send(message("flush_done").put("flush_done", true).put("flush_id", flush++));
                }
                goesOn = request.path("continue").asBoolean(false);
            }
            if (!cancelled) {
                send(message("done").put("done", true));
            }
        } catch (IOException | InterruptedException over) {
            // The context is cancelled, or its connection gone: nobody waits for more.
            cancelled = true;
        }
    }

    private void speak(String text, boolean timed) throws IOException {
        wire.pause(thinking);
        Sound sound = Sound.of(text, voice);
        if (timed) {
            send(message("timestamps").put("flush_id", flush).set("word_timestamps", words(text, sound)));
        }
        for (Sound.Piece piece : sound.pieces(CHUNK_MS)) {
            send(message("chunk")
                    .put("data", piece.base64())
                    .put("step_time", 1)
                    .put("flush_id", flush));
        }
        at += sound.ms();
    }

    private ObjectNode words(String text, Sound sound) {
        ObjectNode times = JsonMapper.shared().createObjectNode();
        ArrayNode words = times.putArray("words");
        ArrayNode starts = times.putArray("start");
        ArrayNode ends = times.putArray("end");
        int from = 0;
        for (String word : text.strip().split("\\s+", -1)) {
            int begins = text.indexOf(word, from);
            from = begins + word.length();
            words.add(word);
            starts.add((at + sound.at(begins)) / 1_000.);
            ends.add((at + sound.at(from)) / 1_000.);
        }
        return times;
    }

    private ObjectNode message(String type) {
        return JsonMapper.shared()
                .createObjectNode()
                .put("type", type)
                .put("done", false)
                .put("status_code", 206)
                .put("context_id", id);
    }

    private void send(JsonNode message) throws IOException {
        if (!cancelled) {
            wire.send(message.toString());
        }
    }
}
