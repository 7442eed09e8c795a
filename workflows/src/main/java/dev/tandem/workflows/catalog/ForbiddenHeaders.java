package dev.tandem.workflows.catalog;

import java.util.Locale;
import java.util.Set;

/**
 * The request headers that a tool cannot set: those that the connection needs for itself (RFC 9110 7.6.1), that choose
 * another host, speak to a proxy, or pretend a login.
 */
public final class ForbiddenHeaders {

    private static final Set<String> NAMES = Set.of(
            "connection",
            "content-length",
            "cookie",
            "cookie2",
            "expect",
            "host",
            "http2-settings",
            "keep-alive",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade");

    private ForbiddenHeaders() {}

    public static boolean contains(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return NAMES.contains(lower) || lower.startsWith("proxy-");
    }
}
