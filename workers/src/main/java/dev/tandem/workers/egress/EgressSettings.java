package dev.tandem.workers.egress;

import java.net.URI;
import java.util.Optional;

/**
 * What an installation says of requests that leave it.
 *
 * @param allow hosts and ranges beside public addresses, with commas ({@link AllowList#parse})
 * @param proxy {@code http://[user:password@]host:port}; empty: none
 * @param trustsProxy whether the proxy decides which addresses are reached, instead of the check here
 */
public record EgressSettings(String allow, Optional<URI> proxy, boolean trustsProxy) {

    /** Public addresses only, without a proxy. */
    public static final EgressSettings PUBLIC = new EgressSettings("", Optional.empty(), false);

    private static final String TRUSTED_PROXY = "proxy";

    public EgressSettings {
        if (trustsProxy && proxy.isEmpty()) {
            throw new IllegalArgumentException("TANDEM_EGRESS=proxy needs HTTPS_PROXY, and there is none");
        }
    }

    /**
     * Reads the settings as the environment has them.
     *
     * @param mode TANDEM_EGRESS: empty, or {@code proxy}
     * @throws IllegalArgumentException says which of them cannot be read
     */
    public static EgressSettings of(String mode, String allow, String proxy) {
        if (!mode.isBlank() && !mode.strip().equals(TRUSTED_PROXY)) {
            throw new IllegalArgumentException("TANDEM_EGRESS=" + mode + ": it is \"proxy\", or empty");
        }
        return new EgressSettings(allow, proxy(proxy.strip()), mode.strip().equals(TRUSTED_PROXY));
    }

    /** Public addresses, and these. */
    public static EgressSettings allowing(String allow) {
        return new EgressSettings(allow, Optional.empty(), false);
    }

    private static Optional<URI> proxy(String text) {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        URI proxy = URI.create(text.contains("://") ? text : "http://" + text);
        if (!"http".equals(proxy.getScheme()) || proxy.getHost() == null) {
            throw new IllegalArgumentException("HTTPS_PROXY must be http://host:port");
        }
        return Optional.of(proxy);
    }

    /** Leaves out the proxy's password. */
    @Override
    public String toString() {
        return "EgressSettings[" + allow + ", " + (trustsProxy ? "proxy" : "checked") + "]";
    }
}
