package dev.tandem.workers.speech.local.hibari;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.tandem.workers.speech.SpeechException;
import dev.tandem.workers.speech.local.onnx.OnnxModels;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Guesses the phonemes of words that no lexicon has, with hibari's network for them. Thread-safe. */
final class UnknownWords implements Spelling {

    private final OrtSession session;
    private final Map<Integer, Long> letters;
    private final List<String> phonemes;
    private final int longest;

    private UnknownWords(OrtSession session, Map<Integer, Long> letters, List<String> phonemes, int longest) {
        this.session = session;
        this.letters = letters;
        this.phonemes = phonemes;
        this.longest = longest;
    }

    static UnknownWords load(OnnxModels models) {
        JsonNode alphabet = models.json("hibari/oov.json");
        Map<Integer, Long> letters = new HashMap<>();
        for (JsonNode letter : alphabet.path("in")) {
            letters.put(letter.asString().codePointAt(0), letters.size() + 1L);
        }
        List<String> phonemes = new ArrayList<>();
        alphabet.path("out").forEach(phoneme -> phonemes.add(phoneme.asString()));
        return new UnknownWords(
                models.session("hibari/oov.onnx"),
                Map.copyOf(letters),
                List.copyOf(phonemes),
                alphabet.path("maxlen").asInt(24));
    }

    @Override
    public String phonemes(String word) {
        long[] ids = word.codePoints()
                .filter(letters::containsKey)
                .limit(longest)
                .mapToLong(letters::get)
                .toArray();
        if (ids.length == 0) {
            return "";
        }
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try (OnnxTensor input = OnnxTensor.createTensor(environment, LongBuffer.wrap(ids), new long[] {1, ids.length});
                OrtSession.Result result = session.run(Map.of("chars", input))) {
            return collapsed(((OnnxTensor) result.get(0)).getLongBuffer());
        } catch (OrtException e) {
            throw new SpeechException("The word '" + word + "' could not be read: " + e.getMessage(), true, e);
        }
    }

    /** Decodes connectionist temporal classification: repeats are one symbol, 0 is blank. */
    private String collapsed(LongBuffer path) {
        StringBuilder read = new StringBuilder();
        long before = 0;
        while (path.hasRemaining()) {
            long id = path.get();
            if (id != before && id != 0) {
                read.append(phonemes.get((int) id - 1));
            }
            before = id;
        }
        return read.toString();
    }
}
