package dev.tandem.workers.speech;

/** Opens voice activity detections. Thread-safe: one object serves all calls. */
@FunctionalInterface
public interface VoiceDetector {

    /** Opens the detection of one caller, who closes it. */
    VoiceActivity open();
}
