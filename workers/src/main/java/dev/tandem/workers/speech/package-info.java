/** Voice activity detection, speech to text, text to speech: one interface each. */
@NullMarked
package dev.tandem.workers.speech;

import org.jspecify.annotations.NullMarked;
