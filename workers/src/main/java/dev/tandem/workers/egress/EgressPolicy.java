package dev.tandem.workers.egress;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;

/** Decides which addresses may be reached. */
record EgressPolicy(AllowList allow) {

    /** @throws EgressDeniedException if the connection may not be made */
    void require(String host, InetAddress address, int port) throws EgressDeniedException {
        if (!PublicAddresses.contains(address) && !allow.allows(host, address, port)) {
            throw new EgressDeniedException(host, port);
        }
    }

    boolean isAllowed(String host, InetAddress address, int port) {
        return allow.allows(host, address, port);
    }

    /**
     * Returns a name's addresses, which carry the name. If one of them may not be reached on any port, none is: a name
     * that points outside and inside is no mistake.
     */
    List<InetAddress> checked(String host, List<InetAddress> found) throws UnknownHostException {
        requirePlain(host);
        List<InetAddress> checked = new ArrayList<>();
        for (InetAddress address : found) {
            if (!PublicAddresses.contains(address) && !allow.mayAllow(host, address)) {
                throw new EgressDeniedException(host, 0);
            }
            checked.add(InetAddress.getByAddress(host, address.getAddress()));
        }
        return checked;
    }

    static void requirePlain(String host) throws EgressDeniedException {
        if (HostSpelling.isOdd(host)) {
            throw new EgressDeniedException(
                    "\"" + host + "\" is an odd spelling of an address; write four plain numbers, or a name");
        }
    }
}
