package dev.tandem.workers.speech.local.hibari;

/**
 * The network's output for a clause, in frames of 12.5 ms. All arrays except {@code pitch} are matrices of {@link
 * #BINS} rows, one for each frequency bin of 20 Hz, and {@link #frames} columns.
 *
 * @param harmonic log magnitude of the voiced part
 * @param harmonicPhase its phase relative to the pulses', before tanh, in half turns
 * @param noise log magnitude of the noise
 * @param free log magnitude of the part with a phase of its own
 * @param freePhase that phase, radians
 * @param pitch Hz; a frame below 40 is unvoiced
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and a copy of a megabyte a clause would only cost
record Spectrum(
        float[] harmonic, float[] harmonicPhase, float[] noise, float[] free, float[] freePhase, float[] pitch) {

    static final int BINS = 601;

    int frames() {
        return pitch.length;
    }
}
