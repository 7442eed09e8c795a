/** Makes faults happen to calls, checks what must hold after each, and measures how long recovery takes. */
@NullMarked
package dev.tandem.bench.recovery;

import org.jspecify.annotations.NullMarked;
