@NullMarked
package dev.tandem.workers.spoken;

import org.jspecify.annotations.NullMarked;
