/** What changed between two configuration documents, in the terms of those who write them. */
@NullMarked
package dev.tandem.workflows.graph.diff;

import org.jspecify.annotations.NullMarked;
