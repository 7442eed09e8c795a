/** Commands of operators to a live call. */
@NullMarked
package dev.tandem.workflows.command;

import org.jspecify.annotations.NullMarked;
