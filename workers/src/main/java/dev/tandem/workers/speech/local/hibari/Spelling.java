package dev.tandem.workers.speech.local.hibari;

/** Guesses how a word sounds by how it is spelled. */
interface Spelling {

    /** In misaki's alphabet; empty: it has no sound. */
    String phonemes(String word);
}
