/** Starts child processes that never outlive this process. */
@NullMarked
package dev.tandem.stack.process;

import org.jspecify.annotations.NullMarked;
