/** The process of simulated callers: its settings, and how it starts and stops. */
@NullMarked
package dev.tandem.callers.process;

import org.jspecify.annotations.NullMarked;
