/** The worker process: its parts, and how it starts and stops. */
@NullMarked
package dev.tandem.workers;

import org.jspecify.annotations.NullMarked;
