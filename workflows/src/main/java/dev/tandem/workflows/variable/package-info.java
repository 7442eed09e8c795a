/** What a call knows: types of variables, their values, checks, and how sensitive ones are masked. */
@NullMarked
package dev.tandem.workflows.variable;

import org.jspecify.annotations.NullMarked;
