/** Descriptors of the tool types and providers that come with Tandem. */
@NullMarked
package dev.tandem.workflows.graph.standard;

import org.jspecify.annotations.NullMarked;
