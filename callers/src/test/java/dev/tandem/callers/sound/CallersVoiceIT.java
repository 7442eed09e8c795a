package dev.tandem.callers.sound;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.workers.audio.Resampler;
import dev.tandem.workers.speech.Speech;
import dev.tandem.workers.speech.SpeechToText;
import dev.tandem.workers.speech.TextToSpeech;
import dev.tandem.workflows.graph.ProviderConfig;
import dev.tandem.workflows.scenario.Voice;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/** The caller's voice is spoken by the local model, and understood by the local recogniser. */
class CallersVoiceIT {

    private static final String WORDS = "Where is my order? It should be here by now.";
    private static final Speech SPEECH = Speech.load();
    private static final ProviderConfig LOCAL =
            new ProviderConfig("local", JsonMapper.shared().readTree("{\"provider\": \"local\"}"));
    private static final TextToSpeech VOICE = SPEECH.textToSpeech(LOCAL);
    private static final SpeechToText EARS = SPEECH.speechToText(LOCAL);

    private final CallersVoice callers = new CallersVoice(VOICE);

    @AfterAll
    static void close() {
        SPEECH.close();
    }

    @Test
    void speaksTheSameEachTime() throws InterruptedException {
        assertThat(callers.speak(WORDS)).isEqualTo(callers.speak(WORDS));
    }

    @Test
    void isAFifthHigherThanTheAgentsVoiceAndAsFast() throws InterruptedException {
        List<short[]> agents = new ArrayList<>();
        VOICE.speak(WORDS, TextToSpeech.Options.DEFAULT, agents::add);
        short[] agent = joined(agents);
        short[] caller = callers.speak(WORDS);
        assertThat(pitch(caller) / pitch(agent)).isBetween(1.1, 1.3);
        assertThat((double) caller.length / agent.length).isBetween(.85, 1.15);
    }

    @ParameterizedTest
    @CsvSource({"100, 0, WIDE", "100, 0, PHONE", "15, 0, WIDE", "15, 0.02, PHONE"})
    void isUnderstoodOnEachLine(double noise, double loss, Voice.Band band) throws InterruptedException {
        Line line = new Line(new Voice(noise, loss, band, false, false), 4);
        short[] spoken = callers.speak(WORDS);
        float[] heard = new float[spoken.length / Line.FRAME * Line.FRAME];
        for (int at = 0; at < heard.length; at += Line.FRAME) {
            short[] frame = line.through(Arrays.copyOfRange(spoken, at, at + Line.FRAME));
            for (int i = 0; i < Line.FRAME; i++) {
                heard[at + i] = frame[i] / 32768f;
            }
        }
        String understood = EARS.transcribe(
                SpeechToText.Options.of("en-US"), new Resampler(CallersVoice.RATE, 16_000).resample(heard));
        assertThat(understood.toLowerCase(Locale.ROOT)).contains("where is my order");
    }

    @Test
    void isAsLoudAsNoiseIsMeasuredAgainst() throws InterruptedException {
        short[] spoken = callers.speak(WORDS);
        double sum = 0;
        int loud = 0;
        for (short sample : spoken) {
            sum += (double) sample * sample;
            loud++;
        }
        assertThat(20 * Math.log10(Math.sqrt(sum / loud) / Line.SPEECH)).isBetween(-4.0, 3.0);
    }

    private static short[] joined(List<short[]> pieces) {
        short[] all = new short[pieces.stream().mapToInt(piece -> piece.length).sum()];
        int at = 0;
        for (short[] piece : pieces) {
            System.arraycopy(piece, 0, all, at, piece.length);
            at += piece.length;
        }
        return all;
    }

    /** The median pitch of loud windows of 40 ms, by autocorrelation between 100 and 400 Hz. */
    private static double pitch(short[] samples) {
        List<Double> pitches = new ArrayList<>();
        int window = CallersVoice.RATE / 25;
        for (int from = 0; from + 2 * window < samples.length; from += window) {
            double own = correlation(samples, from, window, 0);
            int best = 0;
            double most = .6 * own;
            for (int lag = CallersVoice.RATE / 400; lag <= CallersVoice.RATE / 100; lag++) {
                double value = correlation(samples, from, window, lag);
                if (value > most) {
                    most = value;
                    best = lag;
                }
            }
            if (best > 0 && own > 1e6 * window) {
                pitches.add((double) CallersVoice.RATE / best);
            }
        }
        return pitches.stream().sorted().skip(pitches.size() / 2).findFirst().orElseThrow();
    }

    private static double correlation(short[] samples, int from, int window, int lag) {
        double sum = 0;
        for (int i = from; i < from + window; i++) {
            sum += (double) samples[i] * samples[i + lag];
        }
        return sum;
    }
}
