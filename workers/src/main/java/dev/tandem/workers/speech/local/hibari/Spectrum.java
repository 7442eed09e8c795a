package dev.tandem.workers.speech.local.hibari;

/**
 * What the network says of a clause, frame by frame of 12.5 ms. The arrays but {@code pitch} are matrices of {@link
 * #BINS} rows, one a frequency bin of 20 Hz, and {@link #frames} columns.
 *
 * @param harmonic log magnitude of the voiced part
 * @param harmonicPhase its phase beside the pulses', before tanh, in half turns
 * @param noise log magnitude of the noise
 * @param free log magnitude of the part with a phase of its own
 * @param freePhase that phase, radians
 * @param pitch Hz; below 40: unvoiced
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and a copy of a megabyte a clause would only cost
record Spectrum(
        float[] harmonic, float[] harmonicPhase, float[] noise, float[] free, float[] freePhase, float[] pitch) {

    static final int BINS = 601;

    int frames() {
        return pitch.length;
    }
}
