/** Recognition over one WebSocket for each caller: what the services have in common. */
@NullMarked
package dev.tandem.workers.speech.streamed;

import org.jspecify.annotations.NullMarked;
