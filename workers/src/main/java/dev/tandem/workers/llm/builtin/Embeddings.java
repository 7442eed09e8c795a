package dev.tandem.workers.llm.builtin;

/** Turns texts into vectors of length one. The dot product of two is their similarity, -1 to 1. */
interface Embeddings {

    float[] of(String text);

    static double similarity(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) a[i] * b[i];
        }
        return sum;
    }
}
