/** Older configuration documents lifted to today's schema, one version after the other. */
@NullMarked
package dev.tandem.workflows.graph.upcast;

import org.jspecify.annotations.NullMarked;
