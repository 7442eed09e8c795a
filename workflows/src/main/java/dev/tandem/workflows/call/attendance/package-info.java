/** Keeps one process in the room of the caller: places the call, and replaces a process that is lost. */
@NullMarked
package dev.tandem.workflows.call.attendance;

import org.jspecify.annotations.NullMarked;
