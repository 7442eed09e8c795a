/** The call workflow and its activities as Temporal knows them: the only interfaces with Temporal's annotations. */
@NullMarked
package dev.tandem.workflows.call.api;

import org.jspecify.annotations.NullMarked;
