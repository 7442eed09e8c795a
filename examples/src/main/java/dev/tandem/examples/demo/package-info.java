/** {@code make demo}: a caller that speaks, a call that it is promised, and what came of it. */
@NullMarked
package dev.tandem.examples.demo;

import org.jspecify.annotations.NullMarked;
