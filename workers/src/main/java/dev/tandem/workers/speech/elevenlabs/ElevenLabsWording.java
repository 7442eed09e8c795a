package dev.tandem.workers.speech.elevenlabs;

import dev.tandem.workers.audio.Samples;
import dev.tandem.workers.speech.TextToSpeech;
import dev.tandem.workers.speech.socket.SpokenText;
import dev.tandem.workers.speech.socket.VoiceSign;
import dev.tandem.workers.speech.socket.VoiceWording;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * One reply in ElevenLabs' words. They do not answer a flush: a clause is complete when audio has come for its last
 * character. White space is not counted, because it does not come back as it was sent.
 */
final class ElevenLabsWording implements VoiceWording {

    private static final int SAMPLES_A_MS = 24;

    private final double speed;
    private final SpokenText text = new SpokenText();
    private String context = newContext();
    private Samples samples = new Samples();

    /** Whether the context exists at ElevenLabs. */
    private boolean begun;

    private boolean finishing;

    /** Visible characters that the context was given, and of which it has given audio. */
    private int given;

    private int spoken;

    /** For each outstanding flush, the number of visible characters up to it. */
    private final Deque<Integer> flushes = new ArrayDeque<>();

    private long heard;

    ElevenLabsWording(double speed) {
        this.speed = speed;
    }

    private static String newContext() {
        return UUID.randomUUID().toString();
    }

    @Override
    public List<String> speak(String words) {
        List<String> messages = new ArrayList<>();
        if (!begun) {
            begun = true;
            ObjectNode first = message().put("text", " ");
            if (speed != 1) {
                first.putObject("voice_settings").put("speed", speed);
            }
            messages.add(first.toString());
        }
        text.given(words);
        given += SpokenText.visible(words);
        flushes.add(given);
        messages.add(
                message().put("text", words.strip() + " ").put("flush", true).toString());
        return messages;
    }

    @Override
    public List<String> finish() {
        finishing = true;
        return cancel();
    }

    /** A context that is closed speaks what it was told to flush, and ends. */
    @Override
    public List<String> cancel() {
        return begun ? List.of(message().put("close_context", true).toString()) : List.of();
    }

    private ObjectNode message() {
        return JsonMapper.shared().createObjectNode().put("context_id", context);
    }

    @Override
    public List<VoiceSign> read(String message) {
        JsonNode said = JsonMapper.shared().readTree(message);
        JsonNode whose = said.path("contextId").isString() ? said.path("contextId") : said.path("context_id");
        if (whose.isString() && !whose.stringValue().equals(context)) {
            return List.of();
        }
        if (said.path("error").isString()) {
            return List.of(new VoiceSign.Failed(ElevenLabsFaults.of(said)));
        }
        List<VoiceSign> signs = new ArrayList<>();
        if (said.path("audio").isString()) {
            audio(said, signs);
        }
        if (said.path("isFinal").asBoolean(false)) {
            ended(signs);
        }
        return signs;
    }

    private void audio(JsonNode chunk, List<VoiceSign> signs) {
        byte[] bytes = Base64.getDecoder().decode(chunk.path("audio").stringValue());
        short[] next = samples.of(bytes, bytes.length);
        times(chunk.path("alignment"), signs);
        heard += next.length;
        if (next.length > 0) {
            signs.add(new VoiceSign.Audio(next));
        }
        while (!flushes.isEmpty() && spoken >= flushes.getFirst()) {
            flushes.removeFirst();
            signs.add(new VoiceSign.Flushed());
        }
    }

    /** Times are those of the chunk, and not of the context. */
    private void times(JsonNode alignment, List<VoiceSign> signs) {
        JsonNode chars = alignment.path("chars");
        int chunkAt = (int) (heard / SAMPLES_A_MS);
        for (int one = 0; one < chars.size(); one++) {
            String character = chars.path(one).asString("");
            spoken += SpokenText.visible(character);
            boolean wordEnds = character.isBlank() || one == chars.size() - 1;
            if (wordEnds && spoken > 0) {
                int ms = alignment.path("charStartTimesMs").path(one).asInt(0)
                        + (character.isBlank()
                                ? 0
                                : alignment.path("charDurationsMs").path(one).asInt(0));
                signs.add(new VoiceSign.Timed(new TextToSpeech.Timing(text.past(spoken), chunkAt + ms)));
            }
        }
    }

    /** Ends the reply, or only its context: one that was silent for long is closed there. */
    private void ended(List<VoiceSign> signs) {
        if (finishing) {
            signs.add(new VoiceSign.Finished());
            return;
        }
        for (; !flushes.isEmpty(); flushes.removeFirst()) {
            signs.add(new VoiceSign.Flushed());
        }
        context = newContext();
        samples = new Samples();
        begun = false;
        given = 0;
        spoken = 0;
        text.section();
    }
}
