package dev.tandem.workers.speech;

/** Detects voices. Thread-safe: one serves all calls. */
@FunctionalInterface
public interface VoiceDetector {

    /** For one caller, who closes it. */
    VoiceActivity open();
}
