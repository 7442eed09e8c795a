/** What happened in calls, in order. */
@NullMarked
package dev.tandem.api.event;

import org.jspecify.annotations.NullMarked;
