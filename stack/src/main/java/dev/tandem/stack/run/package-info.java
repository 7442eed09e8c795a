/** Runs the whole local stack: its servers, the API and workers. */
@NullMarked
package dev.tandem.stack.run;

import org.jspecify.annotations.NullMarked;
