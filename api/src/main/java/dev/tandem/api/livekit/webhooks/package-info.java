/** What LiveKit tells of its rooms. */
@NullMarked
package dev.tandem.api.livekit.webhooks;

import org.jspecify.annotations.NullMarked;
