/** Runs scenarios: the workflows, and what they ask the API to do. */
@NullMarked
package dev.tandem.workflows.call.testing;

import org.jspecify.annotations.NullMarked;
