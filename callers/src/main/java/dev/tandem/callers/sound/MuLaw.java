package dev.tandem.callers.sound;

/** ITU-T G.711 µ-law: 14 bits of a sample in 8. */
final class MuLaw {

    private static final int BIAS = 0x84;
    private static final int CLIP = 32_635;

    private MuLaw() {}

    /** Returns a sample as it is after it was encoded and decoded; 16 bit. */
    static int through(int sample) {
        return decoded(encoded(sample));
    }

    static int encoded(int sample) {
        int sign = sample < 0 ? 0x80 : 0;
        int magnitude = Math.min(Math.abs(sample), CLIP) + BIAS;
        int exponent = 31 - Integer.numberOfLeadingZeros(magnitude) - 7;
        int mantissa = (magnitude >> (exponent + 3)) & 0x0f;
        return ~(sign | exponent << 4 | mantissa) & 0xff;
    }

    static int decoded(int code) {
        int bits = ~code & 0xff;
        int exponent = (bits >> 4) & 0x07;
        int magnitude = ((((bits & 0x0f) << 3) + BIAS) << exponent) - BIAS;
        return (bits & 0x80) == 0 ? magnitude : -magnitude;
    }
}
