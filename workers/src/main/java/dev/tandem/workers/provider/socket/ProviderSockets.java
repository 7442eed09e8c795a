package dev.tandem.workers.provider.socket;

import dev.tandem.workers.egress.Egress;
import dev.tandem.workers.provider.ProviderException;
import dev.tandem.workers.provider.ProviderException.Reason;
import org.jspecify.annotations.Nullable;

/** Holds a provider's {@link Sockets} from the moment at which it is given a door. Thread-safe. */
public final class ProviderSockets implements AutoCloseable {

    private volatile @Nullable Sockets sockets;

    /** Takes the door through which the connections leave. Opens nothing. */
    public void leaveThrough(Egress egress) {
        sockets = new Sockets(egress);
    }

    /** @throws ProviderException if there is no door */
    public Sockets open() {
        Sockets made = sockets;
        if (made == null) {
            throw new ProviderException(
                    Reason.UNAVAILABLE, "This process gave its providers no way out, so it reaches none of them.");
        }
        return made;
    }

    @Override
    public void close() {
        Sockets made = sockets;
        if (made != null) {
            made.close();
        }
    }
}
