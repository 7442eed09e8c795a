/** Scenarios: kept with a workflow, run on a version, required before it is published, made of a recorded call. */
@NullMarked
package dev.tandem.api.scenario;

import org.jspecify.annotations.NullMarked;
