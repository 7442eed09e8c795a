/** Messages between the call workflow and its workers: pure records, without a Temporal type. */
@NullMarked
package dev.tandem.workflows.protocol;

import org.jspecify.annotations.NullMarked;
