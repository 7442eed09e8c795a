/** Describes the providers and tool types that a document may name, with the JSON Schemas of their configs. */
@NullMarked
package dev.tandem.workflows.catalog;

import org.jspecify.annotations.NullMarked;
