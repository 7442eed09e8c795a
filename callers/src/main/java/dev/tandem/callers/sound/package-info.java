/** How a simulated caller sounds: a voice of its own, and what disturbs it on the way. Deterministic by a seed. */
@NullMarked
package dev.tandem.callers.sound;

import org.jspecify.annotations.NullMarked;
