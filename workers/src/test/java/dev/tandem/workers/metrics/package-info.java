@NullMarked
package dev.tandem.workers.metrics;

import org.jspecify.annotations.NullMarked;
