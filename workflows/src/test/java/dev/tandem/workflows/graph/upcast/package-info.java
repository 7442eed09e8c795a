@NullMarked
package dev.tandem.workflows.graph.upcast;

import org.jspecify.annotations.NullMarked;
