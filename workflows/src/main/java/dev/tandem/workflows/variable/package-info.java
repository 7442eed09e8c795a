/** Variables of a call: their types, values and checks, and how sensitive ones are masked. */
@NullMarked
package dev.tandem.workflows.variable;

import org.jspecify.annotations.NullMarked;
