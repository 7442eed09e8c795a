/** Callers who speak a scenario in a real room, and tell what they heard. */
@NullMarked
package dev.tandem.callers.spoken;

import org.jspecify.annotations.NullMarked;
