/** The command {@code tandem}: its subcommands, options and exit codes. */
@NullMarked
package dev.tandem.cli;

import org.jspecify.annotations.NullMarked;
