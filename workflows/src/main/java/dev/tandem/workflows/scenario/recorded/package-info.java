/** Makes a scenario of a recorded call. */
@NullMarked
package dev.tandem.workflows.scenario.recorded;

import org.jspecify.annotations.NullMarked;
