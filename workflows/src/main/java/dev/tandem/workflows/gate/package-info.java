/** The publish gate: decides whether a document may be published. */
@NullMarked
package dev.tandem.workflows.gate;

import org.jspecify.annotations.NullMarked;
