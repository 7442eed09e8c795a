/** Runs the three real servers of the local stack: PostgreSQL, Temporal and LiveKit. */
@NullMarked
package dev.tandem.stack.server;

import org.jspecify.annotations.NullMarked;
