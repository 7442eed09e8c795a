package dev.tandem.workers.egress;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Finds the addresses of a name. */
@FunctionalInterface
interface Resolver {

    /** @throws UnknownHostException if there are none */
    List<InetAddress> resolve(String host) throws UnknownHostException;
}
