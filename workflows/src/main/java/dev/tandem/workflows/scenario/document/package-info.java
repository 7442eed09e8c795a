/** Reads scenarios, in YAML and in JSON, and names every fault with its line. */
@NullMarked
package dev.tandem.workflows.scenario.document;

import org.jspecify.annotations.NullMarked;
