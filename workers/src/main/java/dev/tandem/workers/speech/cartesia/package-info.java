/** Text to speech by Cartesia. */
@NullMarked
package dev.tandem.workers.speech.cartesia;

import org.jspecify.annotations.NullMarked;
