/** What calls come to: figures that are kept as their events are recorded. */
@NullMarked
package dev.tandem.api.analytics;

import org.jspecify.annotations.NullMarked;
