package dev.tandem.workers.egress;

import java.net.UnknownHostException;

/** Reports that a request may not leave: its address is not public, and the installation does not allow it. */
public final class EgressDeniedException extends UnknownHostException {

    EgressDeniedException(String host, int port) {
        super("\"" + host
                + "\" has an address that is not public; to reach it, the installation's operator may add it to"
                + " TANDEM_EGRESS_ALLOW" + (port > 0 ? " (" + host + ":" + port + ")" : ""));
    }

    EgressDeniedException(String message) {
        super(message);
    }
}
