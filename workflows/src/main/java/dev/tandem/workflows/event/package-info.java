/** Events of a call, and the form in which they are recorded. */
@NullMarked
package dev.tandem.workflows.event;

import org.jspecify.annotations.NullMarked;
