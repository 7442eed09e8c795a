/** The worker process: what it is made of and how it starts and stops. */
@NullMarked
package dev.tandem.workers;

import org.jspecify.annotations.NullMarked;
