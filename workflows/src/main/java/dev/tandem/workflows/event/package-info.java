/** What can happen in a call, and how it is recorded. */
@NullMarked
package dev.tandem.workflows.event;

import org.jspecify.annotations.NullMarked;
