/** The configuration document, parsed and checked. Knows no other package. */
@NullMarked
package dev.tandem.workflows.graph;

import org.jspecify.annotations.NullMarked;
