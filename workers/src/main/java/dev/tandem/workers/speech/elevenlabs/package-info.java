/** Text to speech by ElevenLabs. */
@NullMarked
package dev.tandem.workers.speech.elevenlabs;

import org.jspecify.annotations.NullMarked;
