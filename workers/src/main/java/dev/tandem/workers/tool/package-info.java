/** Runs tools, with one adapter for each tool type. */
@NullMarked
package dev.tandem.workers.tool;

import org.jspecify.annotations.NullMarked;
