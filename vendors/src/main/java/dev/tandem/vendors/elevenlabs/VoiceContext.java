package dev.tandem.vendors.elevenlabs;

import dev.tandem.vendors.Wire;
import dev.tandem.vendors.voice.Sound;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** One context. Text waits until it is flushed; what was flushed is spoken on a thread of its own. */
final class VoiceContext {

    /** Audio comes in chunks of about this length. */
    private static final int CHUNK_MS = 200;

    /** A text that is put in the queue when the context is closed. No client can send it: it is no text of a flush. */
    private static final String END = "";

    private final Wire wire;
    private final String id;
    private final Function<String, short[]> voice;
    private final Duration thinking;
    private final StringBuilder buffered = new StringBuilder();
    private final BlockingQueue<String> flushed = new LinkedBlockingQueue<>();
    private final Thread thread;

    /** @param id empty where the protocol knows one context only */
    VoiceContext(Wire wire, String id, Function<String, short[]> voice, Duration thinking) {
        this.wire = wire;
        this.id = id;
        this.voice = voice;
        this.thinking = thinking;
        this.thread = Thread.ofVirtual().start(this::answer);
    }

    void take(String text, boolean flush) {
        buffered.append(text);
        if (flush && !buffered.toString().isBlank()) {
            flushed.add(buffered.toString().stripLeading());
            buffered.setLength(0);
        }
    }

    /** Speaks what was flushed, and ends. */
    void close() {
        flushed.add(END);
    }

    void abandon() {
        thread.interrupt();
    }

    private void answer() {
        try {
            for (String text = flushed.take(); !text.equals(END); text = flushed.take()) {
                speak(text);
            }
            wire.send(message().put("isFinal", true).toString());
            if (id.isEmpty()) {
                wire.close(1_000, "");
            }
        } catch (IOException | InterruptedException over) {
            // The connection is gone: nobody waits for more.
            flushed.clear();
        }
    }

    private void speak(String text) throws IOException {
        wire.pause(thinking);
        Sound sound = Sound.of(text, voice);
        for (Sound.Piece piece : sound.pieces(CHUNK_MS)) {
            ObjectNode chunk = message().put("audio", piece.base64());
            chunk.set("alignment", alignment(piece));
            chunk.set("normalizedAlignment", alignment(piece));
            wire.send(chunk.toString());
        }
    }

    /** Times are those of the chunk. */
    private static ObjectNode alignment(Sound.Piece piece) {
        ObjectNode alignment = JsonMapper.shared().createObjectNode();
        ArrayNode chars = alignment.putArray("chars");
        ArrayNode starts = alignment.putArray("charStartTimesMs");
        ArrayNode durations = alignment.putArray("charDurationsMs");
        int each = piece.text().isEmpty() ? 0 : piece.ms() / piece.text().length();
        for (int at = 0; at < piece.text().length(); at++) {
            chars.add(piece.text().substring(at, at + 1));
            starts.add(at * each);
            durations.add(each);
        }
        return alignment;
    }

    private ObjectNode message() {
        ObjectNode message = JsonMapper.shared().createObjectNode();
        return id.isEmpty() ? message : message.put("contextId", id);
    }
}
