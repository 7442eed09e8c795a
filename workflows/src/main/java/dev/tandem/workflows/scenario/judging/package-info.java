/** Says of a recorded call whether what a scenario expects is true. */
@NullMarked
package dev.tandem.workflows.scenario.judging;

import org.jspecify.annotations.NullMarked;
