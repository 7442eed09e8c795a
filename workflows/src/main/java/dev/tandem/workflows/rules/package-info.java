/** The rules of a call: what follows from what happened. Pure: no Temporal, no clock, no I/O. */
@NullMarked
package dev.tandem.workflows.rules;

import org.jspecify.annotations.NullMarked;
