/** Stores what happened in calls, in order, and wakes those who wait for it. */
@NullMarked
package dev.tandem.api.event;

import org.jspecify.annotations.NullMarked;
