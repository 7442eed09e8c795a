package dev.tandem.workers.speech.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.workers.Parts;
import dev.tandem.workers.audio.Resampler;
import dev.tandem.workers.speech.SpeechToText.Options;
import dev.tandem.workers.speech.SpeechToText.Recognition;
import dev.tandem.workers.speech.TextToSpeech.Clause;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Speaks with the real models and listens to it. */
class LocalSpeechIT {

    private static LocalSpeech speech;

    @BeforeAll
    static void load() {
        long start = System.nanoTime();
        speech = LocalSpeech.open(Parts.folder());
        System.out.printf("load %d ms%n", (System.nanoTime() - start) / 1_000_000);
        speech.warmUp();
        System.out.printf("with warm-up %d ms%n", (System.nanoTime() - start) / 1_000_000);
    }

    @AfterAll
    static void close() {
        speech.close();
    }

    static final List<String> DEMO = List.of(
            "Hi, where is my order?",
            "It is A one two three four.",
            "What is your return policy?",
            "I have a question about an invoice.",
            "My customer number is C seven seven eight one.",
            "Thank you, goodbye.");

    @Test
    void understandsItself() throws Exception {
        for (String voice : List.of("hibari", "hibari-low")) {
            int exact = 0;
            List<String> all = new ArrayList<>(Corpus.sentences());
            all.addAll(DEMO);
            for (String line : all) {
                String heard = hear(to16k(say(line, voice)));
                boolean same = Words.plain(heard).equals(Words.plain(line));
                exact += same ? 1 : 0;
                System.out.println((same ? "  " : "X ") + line + " => " + heard);
            }
            assertThat(exact).isGreaterThanOrEqualTo(26);
            System.out.println(voice + ": exact " + exact + " of " + all.size());
        }
    }

    static String hear(float[] audio) {
        try (Recognition recognition = speech.speechToText().open(new Options("en-US"))) {
            recognition.audio(audio, 0, audio.length);
            return recognition.transcript().join();
        }
    }

    static short[] say(String text, String voice) throws InterruptedException {
        List<short[]> parts = new ArrayList<>();
        speech.textToSpeech().speak(new Clause(text, voice, 1), parts::add);
        short[] all = new short[parts.stream().mapToInt(part -> part.length).sum()];
        int at = 0;
        for (short[] part : parts) {
            System.arraycopy(part, 0, all, at, part.length);
            at += part.length;
        }
        return all;
    }

    static float[] to16k(short[] samples) {
        float[] floats = new float[samples.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = samples[i] / 32768f;
        }
        float[] heard = new Resampler(24_000, 16_000).resample(floats);
        float[] padded = new float[heard.length + 4_800];
        System.arraycopy(heard, 0, padded, 2_400, heard.length);
        return padded;
    }
}
