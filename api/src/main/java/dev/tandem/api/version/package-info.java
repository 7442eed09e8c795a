/** Versions of workflows: drafts, their configuration, publication. */
@NullMarked
package dev.tandem.api.version;

import org.jspecify.annotations.NullMarked;
