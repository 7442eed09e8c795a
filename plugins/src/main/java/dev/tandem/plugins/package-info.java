/** Loads the plugins of a process: each jar apart from the others, and none so that it could keep a process from starting. */
@NullMarked
package dev.tandem.plugins;

import org.jspecify.annotations.NullMarked;
