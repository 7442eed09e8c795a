/** A scenario: what a caller says in a test, and what must be true of the call. */
@NullMarked
package dev.tandem.workflows.scenario;

import org.jspecify.annotations.NullMarked;
