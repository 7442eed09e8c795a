/** Manages versions of workflows: drafts, their configuration, and publication. */
@NullMarked
package dev.tandem.api.version;

import org.jspecify.annotations.NullMarked;
