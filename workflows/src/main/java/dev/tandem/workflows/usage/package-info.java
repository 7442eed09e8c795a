/** What a call's providers used, and which of them failed: as the attending process reports it. */
@NullMarked
package dev.tandem.workflows.usage;

import org.jspecify.annotations.NullMarked;
