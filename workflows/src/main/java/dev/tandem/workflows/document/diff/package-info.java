/** Compares two documents. */
@NullMarked
package dev.tandem.workflows.document.diff;

import org.jspecify.annotations.NullMarked;
