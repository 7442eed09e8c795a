package dev.tandem.workers.speech.socket;

import dev.tandem.workers.speech.SpeechException;
import dev.tandem.workers.speech.TextToSpeech;

/** What a voice reports over its connection. */
public sealed interface VoiceSign {

    /** Audio: mono, 24 kHz, 16 bit. This is a class, because a record's components should not be arrays. */
    final class Audio implements VoiceSign {

        private final short[] samples;

        public Audio(short[] samples) {
            this.samples = samples;
        }

        /** Returns the samples themselves, which do not change any more. */
        public short[] samples() {
            return samples;
        }
    }

    record Timed(TextToSpeech.Timing timing) implements VoiceSign {}

    /** All audio up to the next flush that is outstanding has come. */
    record Flushed() implements VoiceSign {}

    /** All audio of the reply has come. */
    record Finished() implements VoiceSign {}

    record Failed(SpeechException fault) implements VoiceSign {}
}
