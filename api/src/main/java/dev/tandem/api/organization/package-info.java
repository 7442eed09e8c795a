/** Manages organizations, and makes the first one of an installation. */
@NullMarked
package dev.tandem.api.organization;

import org.jspecify.annotations.NullMarked;
