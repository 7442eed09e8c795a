/** Reads configuration documents, and names every fault with its place. */
@NullMarked
package dev.tandem.workflows.document;

import org.jspecify.annotations.NullMarked;
