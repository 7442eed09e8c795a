/** Hibari: speaks American English. */
@NullMarked
package dev.tandem.workers.speech.local.hibari;

import org.jspecify.annotations.NullMarked;
