/** Runs the tools of plugins: what breaks in one harms that tool only. */
@NullMarked
package dev.tandem.workers.plugin;

import org.jspecify.annotations.NullMarked;
