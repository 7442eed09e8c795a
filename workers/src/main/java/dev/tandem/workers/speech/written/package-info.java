/** Ears and a mouth for conversations in writing. */
@NullMarked
package dev.tandem.workers.speech.written;

import org.jspecify.annotations.NullMarked;
