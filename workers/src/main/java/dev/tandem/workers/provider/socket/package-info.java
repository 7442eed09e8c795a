/** WebSocket connections to providers: opened before they are needed, kept alive, and replaced. */
@NullMarked
package dev.tandem.workers.provider.socket;

import org.jspecify.annotations.NullMarked;
