package dev.tandem.vendors.voice;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import okio.ByteString;

/**
 * What a fake says for a text: samples of 24 kHz, mono, 16 bit. Each of the text's characters has the same share of it.
 */
public final class Sound {

    /** Samples in a millisecond. */
    public static final int MS = 24;

    /** About 15 characters a second, as people speak. */
    private static final int SAMPLES_A_CHARACTER = 1_600;

    private static final double HERTZ = 220;
    private static final double LOUDNESS = 6_000;

    private final String text;
    private final short[] samples;

    private Sound(String text, short[] samples) {
        this.text = text;
        this.samples = samples;
    }

    /** @param voice makes samples of a text; see {@link #tone} */
    public static Sound of(String text, Function<String, short[]> voice) {
        return new Sound(text, voice.apply(text));
    }

    /** A tone that is as long as somebody would speak the text. */
    public static short[] tone(String text) {
        short[] tone = new short[text.length() * SAMPLES_A_CHARACTER];
        for (int at = 0; at < tone.length; at++) {
            tone[at] = (short) (LOUDNESS * Math.sin(2 * Math.PI * HERTZ * at / (1_000 * MS)));
        }
        return tone;
    }

    /** A part of a sound, and of its text. */
    public static final class Piece {

        private final int from;
        private final String text;
        private final short[] samples;

        private Piece(int from, String text, short[] samples) {
            this.from = from;
            this.text = text;
            this.samples = samples;
        }

        /** Returns where it begins in the sound's text, in characters. */
        public int from() {
            return from;
        }

        public String text() {
            return text;
        }

        public int ms() {
            return samples.length / MS;
        }

        public ByteString bytes() {
            ByteBuffer bytes = ByteBuffer.allocate(2 * samples.length).order(ByteOrder.LITTLE_ENDIAN);
            bytes.asShortBuffer().put(samples);
            return ByteString.of(bytes.array());
        }

        public String base64() {
            return Base64.getEncoder().encodeToString(bytes().toByteArray());
        }
    }

    public int ms() {
        return samples.length / MS;
    }

    /** Returns when a character begins, ms. */
    public int at(int character) {
        return text.isEmpty() ? 0 : (int) ((long) ms() * character / text.length());
    }

    /** Returns the sound in pieces of about this length. */
    public List<Piece> pieces(int ms) {
        int count = Math.max(1, (ms() + ms - 1) / ms);
        List<Piece> pieces = new ArrayList<>();
        for (int one = 0; one < count; one++) {
            int from = share(text.length(), one, count);
            int first = share(samples.length, one, count);
            short[] part = new short[share(samples.length, one + 1, count) - first];
            System.arraycopy(samples, first, part, 0, part.length);
            pieces.add(new Piece(from, text.substring(from, share(text.length(), one + 1, count)), part));
        }
        return pieces;
    }

    private static int share(int whole, int part, int parts) {
        return (int) ((long) whole * part / parts);
    }
}
