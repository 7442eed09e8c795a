/** What a worker process counts and times, and where its operators read it. */
@NullMarked
package dev.tandem.workers.metrics;

import org.jspecify.annotations.NullMarked;
