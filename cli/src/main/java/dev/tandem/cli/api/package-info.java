/** A client of Tandem's API, for scripts: it says what to do when something is refused. */
@NullMarked
package dev.tandem.cli.api;

import org.jspecify.annotations.NullMarked;
