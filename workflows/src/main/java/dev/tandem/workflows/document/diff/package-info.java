/** What changed from one document to another. */
@NullMarked
package dev.tandem.workflows.document.diff;

import org.jspecify.annotations.NullMarked;
