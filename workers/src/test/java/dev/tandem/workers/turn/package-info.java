@NullMarked
package dev.tandem.workers.turn;

import org.jspecify.annotations.NullMarked;
