/** Places and attends calls: joins the room, hosts the session, adopts it, hands it over. */
@NullMarked
package dev.tandem.workers.attend;

import org.jspecify.annotations.NullMarked;
