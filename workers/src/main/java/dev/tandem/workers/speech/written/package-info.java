/** Speech input and output for conversations in writing. */
@NullMarked
package dev.tandem.workers.speech.written;

import org.jspecify.annotations.NullMarked;
