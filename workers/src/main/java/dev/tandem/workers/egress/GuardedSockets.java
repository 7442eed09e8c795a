package dev.tandem.workers.egress;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.URI;
import java.util.Optional;
import javax.net.SocketFactory;

/**
 * Makes sockets that check their address once more at the moment they connect to it: nothing gets past them, whoever
 * resolved the address.
 */
final class GuardedSockets extends SocketFactory {

    private final EgressPolicy policy;
    private final Optional<URI> proxy;

    /** @param proxy through which sockets reach public addresses; those that the installation allows are nearer */
    GuardedSockets(EgressPolicy policy, Optional<URI> proxy) {
        this.policy = policy;
        this.proxy = proxy;
    }

    @Override
    public Socket createSocket() {
        return new Socket() {
            @Override
            public void connect(SocketAddress endpoint) throws IOException {
                connect(endpoint, 0);
            }

            @Override
            public void connect(SocketAddress endpoint, int timeout) throws IOException {
                if (!(endpoint instanceof InetSocketAddress to) || to.isUnresolved()) {
                    throw new EgressDeniedException("only addresses that were checked are connected to");
                }
                policy.require(to.getHostString(), to.getAddress(), to.getPort());
                // A short message does not wait for the far side to acknowledge the one before it: up to 40 ms.
                setTcpNoDelay(true);
                if (proxy.isEmpty() || policy.isAllowed(to.getHostString(), to.getAddress(), to.getPort())) {
                    super.connect(endpoint, timeout);
                } else {
                    super.connect(ProxyTunnel.address(proxy.get()), timeout);
                    ProxyTunnel.open(this, proxy.get(), to, timeout);
                }
            }
        };
    }

    @Override
    public Socket createSocket(String host, int port) {
        throw unchecked();
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) {
        throw unchecked();
    }

    @Override
    public Socket createSocket(InetAddress host, int port) {
        throw unchecked();
    }

    @Override
    public Socket createSocket(InetAddress address, int port, InetAddress localAddress, int localPort) {
        throw unchecked();
    }

    private static UnsupportedOperationException unchecked() {
        return new UnsupportedOperationException("a socket is made first, and then connected to a checked address");
    }
}
