/** Tool executions: one adapter a tool type. */
@NullMarked
package dev.tandem.workers.tool;

import org.jspecify.annotations.NullMarked;
