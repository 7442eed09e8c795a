/** The room of a call, as the rest of the worker sees it. */
@NullMarked
package dev.tandem.workers.room;

import org.jspecify.annotations.NullMarked;
