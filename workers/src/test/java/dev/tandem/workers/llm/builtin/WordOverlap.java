package dev.tandem.workers.llm.builtin;

import dev.tandem.workers.itn.UtteranceWords;

/** Embeds texts for tests: two texts are near if they share words. */
final class WordOverlap implements Embeddings {

    private static final int DIMENSIONS = 4096;

    @Override
    public float[] of(String text) {
        float[] vector = new float[DIMENSIONS];
        for (String word : UtteranceWords.contentWords(text)) {
            vector[Math.floorMod(word.hashCode(), DIMENSIONS)] = 1;
        }
        double length = Math.sqrt(Embeddings.similarity(vector, vector));
        for (int i = 0; i < DIMENSIONS && length > 0; i++) {
            vector[i] /= (float) length;
        }
        return vector;
    }
}
