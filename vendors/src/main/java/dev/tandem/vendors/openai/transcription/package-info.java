/** A fake of OpenAI's transcription of audio files. */
@NullMarked
package dev.tandem.vendors.openai.transcription;

import org.jspecify.annotations.NullMarked;
