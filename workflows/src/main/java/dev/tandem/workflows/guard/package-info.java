/** Conditions of paths: CEL expressions over the variables, with the three values true, false and unknown. */
@NullMarked
package dev.tandem.workflows.guard;

import org.jspecify.annotations.NullMarked;
