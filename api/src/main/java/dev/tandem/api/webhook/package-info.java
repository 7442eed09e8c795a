/** Accepts LiveKit's webhooks about its rooms. */
@NullMarked
package dev.tandem.api.webhook;

import org.jspecify.annotations.NullMarked;
