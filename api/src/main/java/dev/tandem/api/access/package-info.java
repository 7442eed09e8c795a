/** Finds out who sends a request, and whether they may. */
@NullMarked
package dev.tandem.api.access;

import org.jspecify.annotations.NullMarked;
