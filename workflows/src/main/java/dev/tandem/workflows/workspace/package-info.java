/** Settings and sealed secrets of an organization, as they travel with a call. */
@NullMarked
package dev.tandem.workflows.workspace;

import org.jspecify.annotations.NullMarked;
