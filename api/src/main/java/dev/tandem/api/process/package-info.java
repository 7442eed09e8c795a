/** The process itself: when it is ready, and what it says when it cannot start. */
@NullMarked
package dev.tandem.api.process;

import org.jspecify.annotations.NullMarked;
