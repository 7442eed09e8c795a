/** Moonshine: recognises English speech. */
@NullMarked
package dev.tandem.workers.speech.local.moonshine;

import org.jspecify.annotations.NullMarked;
