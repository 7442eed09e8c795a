/** The story of a call, told with the pieces of the other packages. */
@NullMarked
package dev.tandem.workflows.call;

import org.jspecify.annotations.NullMarked;
