package dev.tandem.workflows.graph;

/**
 * Voice activity detection.
 *
 * @param activationThreshold speech probability, 0 to 1, from which a window counts as speech
 * @param minSpeechMs shortest run of speech that counts
 * @param minSilenceMs shortest run of silence that ends speech
 */
public record Vad(double activationThreshold, int minSpeechMs, int minSilenceMs) {

    public static final Vad DEFAULT = new Vad(.5, 50, 250);
}
