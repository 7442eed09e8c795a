@NullMarked
package dev.tandem.workflows.graph.diff;

import org.jspecify.annotations.NullMarked;
