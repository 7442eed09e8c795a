/** Tells a call as its events do: what was said, which tools ran, how it moved. */
@NullMarked
package dev.tandem.api.transcript;

import org.jspecify.annotations.NullMarked;
