/** Accepts LiveKit's webhooks about its rooms. */
@NullMarked
package dev.tandem.api.livekit.webhooks;

import org.jspecify.annotations.NullMarked;
