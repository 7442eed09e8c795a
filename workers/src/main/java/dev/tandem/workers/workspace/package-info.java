/** Opens the secrets of a workspace in the process that sends them. */
@NullMarked
package dev.tandem.workers.workspace;

import org.jspecify.annotations.NullMarked;
