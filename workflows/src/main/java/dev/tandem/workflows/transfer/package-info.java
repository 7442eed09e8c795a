/** The rules by which a call moves: variables, required variables, decisions. */
@NullMarked
package dev.tandem.workflows.transfer;

import org.jspecify.annotations.NullMarked;
