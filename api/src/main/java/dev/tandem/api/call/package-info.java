/** Starts calls, commands them, records what happens in them, and shows it. */
@NullMarked
package dev.tandem.api.call;

import org.jspecify.annotations.NullMarked;
