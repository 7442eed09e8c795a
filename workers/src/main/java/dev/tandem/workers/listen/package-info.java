/** Speech input: from the audio of one caller to utterances. */
@NullMarked
package dev.tandem.workers.listen;

import org.jspecify.annotations.NullMarked;
