/** Speech output: from the words of a reply to its playback. */
@NullMarked
package dev.tandem.workers.speak;

import org.jspecify.annotations.NullMarked;
