package dev.tandem.workers.speech.local.hibari;

/** Guesses from its spelling how a word sounds. */
interface Spelling {

    /** Returns phonemes in misaki's alphabet; empty if the word has no sound. */
    String phonemes(String word);
}
