/** Smart Turn: tells by sound whether somebody who has paused has finished. */
@NullMarked
package dev.tandem.workers.speech.local.smartturn;

import org.jspecify.annotations.NullMarked;
