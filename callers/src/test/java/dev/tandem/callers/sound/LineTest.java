package dev.tandem.callers.sound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tandem.workflows.scenario.Voice;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LineTest {

    private static final int SECONDS = 20;

    @Test
    void aClearLineChangesNothing() {
        short[] tone = tone(1_000, 8_000);
        assertThat(through(Voice.CLEAR, 1, tone)).isEqualTo(tone);
    }

    @Test
    void theSameSeedDisturbsInTheSameWayAndAnotherOneDoesNot() {
        Voice bad = new Voice(10, .1, Voice.Band.PHONE, false, false);
        short[] tone = tone(1_000, 8_000);
        assertThat(through(bad, 7, tone)).isEqualTo(through(bad, 7, tone));
        assertThat(through(bad, 8, tone)).isNotEqualTo(through(bad, 7, tone));
    }

    @ParameterizedTest
    @CsvSource({"0", "10", "20", "30"})
    void noiseIsSoFarBelowSpeech(double decibels) {
        short[] noise = through(new Voice(decibels, 0, Voice.Band.WIDE, false, false), 3, silence());
        assertThat(20 * Math.log10(Line.SPEECH / effective(noise))).isCloseTo(decibels, within(1.0));
    }

    @ParameterizedTest
    @CsvSource({"100, -40, -12", "300, -6, -1", "1000, -1.5, 1.5", "2500, -1.5, 1.5", "5000, -60, -20"})
    void aTelephoneLetsItsBandThrough(double hertz, double least, double most) {
        short[] tone = tone(hertz, 8_000);
        short[] heard = through(new Voice(Voice.NO_NOISE, 0, Voice.Band.PHONE, false, false), 1, tone);
        double gain = 20 * Math.log10(effective(heard) / effective(tone));
        assertThat(gain).isBetween(least, most);
    }

    @Test
    void packetsAreLostInBursts() {
        short[] tone = tone(1_000, 8_000);
        short[] heard = through(new Voice(Voice.NO_NOISE, .1, Voice.Band.WIDE, false, false), 5, tone);
        int lost = 0;
        int bursts = 0;
        boolean before = false;
        for (int packet = 0; packet < heard.length / (2 * Line.FRAME); packet++) {
            boolean gone = isSilent(heard, packet * 2 * Line.FRAME, 2 * Line.FRAME);
            lost += gone ? 1 : 0;
            bursts += gone && !before ? 1 : 0;
            before = gone;
        }
        assertThat(lost / (SECONDS * 50.0)).isCloseTo(.1, within(.04));
        assertThat((double) lost / bursts).isBetween(1.7, 3.5);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "1000, 32", "-1000, 32", "32000, 512", "-32000, 512"})
    void aCodeOfG711IsNearItsSample(int sample, int error) {
        assertThat(MuLaw.through(sample)).isCloseTo(sample, within(error));
        int code = MuLaw.encoded(sample);
        assertThat(MuLaw.encoded(MuLaw.decoded(code))).isEqualTo(code);
    }

    @Test
    void silenceIsAllOnesInG711() {
        assertThat(MuLaw.encoded(0)).isEqualTo(0xff);
        assertThat(MuLaw.encoded(-32_768)).isEqualTo(0x00);
        assertThat(MuLaw.encoded(32_767)).isEqualTo(0x80);
    }

    @Test
    void aPauseKeepsTheWords() {
        String line = "I would like to know where my order is.";
        for (long seed = 0; seed < 50; seed++) {
            Pauses pauses = Pauses.in(line, new SplittableRandom(seed));
            assertThat(String.join(" ", pauses.parts())).isEqualTo(line);
            assertThat(pauses.silences()).hasSize(1).allMatch(ms -> ms >= 350 && ms < 800);
        }
        assertThat(Pauses.in("Yes, please.", new SplittableRandom(1)).silences())
                .isEmpty();
    }

    private static short[] through(Voice voice, long seed, short[] sound) {
        Line line = new Line(voice, seed);
        short[] heard = new short[sound.length];
        for (int at = 0; at < sound.length; at += Line.FRAME) {
            short[] frame = line.through(Arrays.copyOfRange(sound, at, at + Line.FRAME));
            System.arraycopy(frame, 0, heard, at, Line.FRAME);
        }
        return heard;
    }

    private static short[] silence() {
        return new short[SECONDS * CallersVoice.RATE];
    }

    private static short[] tone(double hertz, double amplitude) {
        short[] tone = new short[SECONDS * CallersVoice.RATE];
        for (int i = 0; i < tone.length; i++) {
            tone[i] = (short) Math.round(amplitude * Math.cos(2 * Math.PI * hertz * i / CallersVoice.RATE + .5));
        }
        return tone;
    }

    private static double effective(short[] samples) {
        double sum = 0;
        for (short sample : samples) {
            sum += (double) sample * sample;
        }
        return Math.sqrt(sum / samples.length);
    }

    private static boolean isSilent(short[] samples, int from, int length) {
        for (int i = from; i < from + length; i++) {
            if (samples[i] != 0) {
                return false;
            }
        }
        return true;
    }
}
