/** Anthropic's server. */
@NullMarked
package dev.tandem.vendors.anthropic;

import org.jspecify.annotations.NullMarked;
