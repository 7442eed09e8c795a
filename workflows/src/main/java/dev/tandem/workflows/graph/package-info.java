/** A conversation as a graph of agents, tools and paths. */
@NullMarked
package dev.tandem.workflows.graph;

import org.jspecify.annotations.NullMarked;
