/** Connects the process to Temporal. */
@NullMarked
package dev.tandem.api.temporal;

import org.jspecify.annotations.NullMarked;
