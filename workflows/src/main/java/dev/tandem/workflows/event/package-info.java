/** What is recorded of a call, and how a version is loaded. */
@NullMarked
package dev.tandem.workflows.event;

import org.jspecify.annotations.NullMarked;
