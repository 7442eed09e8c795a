/** Serves the console's pages, and says how long browsers may keep them and what they may load. */
@NullMarked
package dev.tandem.api.edge.console;

import org.jspecify.annotations.NullMarked;
