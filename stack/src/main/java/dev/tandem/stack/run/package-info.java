/** The whole local stack as one thing: its servers, the API and workers, from the first port to the last process. */
@NullMarked
package dev.tandem.stack.run;

import org.jspecify.annotations.NullMarked;
