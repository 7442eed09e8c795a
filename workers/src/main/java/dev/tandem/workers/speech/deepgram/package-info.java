/** Speech to text by Deepgram. */
@NullMarked
package dev.tandem.workers.speech.deepgram;

import org.jspecify.annotations.NullMarked;
