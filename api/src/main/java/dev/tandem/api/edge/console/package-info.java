/** The console's pages as they leave this process: how long they may be kept, and what they may load. */
@NullMarked
package dev.tandem.api.edge.console;

import org.jspecify.annotations.NullMarked;
