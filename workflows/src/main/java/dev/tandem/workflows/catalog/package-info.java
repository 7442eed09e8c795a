/** Which providers and tool types a document may name, with the JSON Schema of their configs. */
@NullMarked
package dev.tandem.workflows.catalog;

import org.jspecify.annotations.NullMarked;
