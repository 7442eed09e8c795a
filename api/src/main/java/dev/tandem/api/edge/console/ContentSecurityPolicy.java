package dev.tandem.api.edge.console;

import java.net.URI;
import java.util.Optional;

/** Says what the console may load and reach: its own files, and the LiveKit server of the calls. */
record ContentSecurityPolicy(String value) {

    private static final String HOSTED = ".livekit.cloud";

    /**
     * @param livekit the address that callers' browsers are given, {@code ws} or {@code wss}
     * @throws IllegalArgumentException if it is not such an address
     */
    static ContentSecurityPolicy allowing(String livekit) {
        return new ContentSecurityPolicy(String.join(
                "; ",
                "default-src 'none'",
                "script-src 'self'",
                "style-src 'self'",
                // The icons of /api/docs are in its style sheet.
                "img-src 'self' data:",
                "media-src 'self' blob: mediastream:",
                "connect-src 'self' " + origins(livekit),
                "base-uri 'none'",
                "form-action 'none'",
                "frame-ancestors 'none'"));
    }

    /**
     * Allows WebSocket and HTTP: the client signals over the one, and asks over the other why a connection was refused.
     */
    private static String origins(String livekit) {
        URI uri = URI.create(livekit);
        String http = switch (Optional.ofNullable(uri.getScheme()).orElse("")) {
            case "ws" -> "http";
            case "wss" -> "https";
            default -> throw notAnAddress(livekit);
        };
        if (uri.getHost() == null) {
            throw notAnAddress(livekit);
        }
        String origin = "://" + uri.getAuthority();
        String own = uri.getScheme() + origin + " " + http + origin;
        // The hosted service answers with addresses of its regions.
        return uri.getHost().endsWith(HOSTED) ? own + " wss://*" + HOSTED + " https://*" + HOSTED : own;
    }

    private static IllegalArgumentException notAnAddress(String livekit) {
        return new IllegalArgumentException("TANDEM_LIVEKIT_PUBLIC_URL, or else TANDEM_LIVEKIT_URL, is the"
                + " address of a LiveKit server, such as ws://127.0.0.1:7880 or wss://rooms.example.com, not '"
                + livekit + "'");
    }
}
