/** Metrics of a worker process, and the server where operators read them. */
@NullMarked
package dev.tandem.workers.metrics;

import org.jspecify.annotations.NullMarked;
