@NullMarked
package dev.tandem.workflows.graph;

import org.jspecify.annotations.NullMarked;
