/** Tool calls and their results. */
@NullMarked
package dev.tandem.workflows.tool;

import org.jspecify.annotations.NullMarked;
