package dev.tandem.stack.server;

import dev.tandem.stack.PrivateFile;
import dev.tandem.stack.process.Port;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes the server's configuration file.
 *
 * @param nobody a port where nothing listens, given to clients as their STUN server: without one the server sends them
 *     public hosts, which they look up and ask
 */
record LiveKitConfiguration(
        Port signalling, Port udp, Port nobody, LiveKitCredentials credentials, Optional<URI> webhook) {
    private static final JsonMapper JSON = new JsonMapper();

    List<Port> ports() {
        return List.of(signalling, udp);
    }

    /** Writes it as JSON, which is YAML too, readable by its owner only. */
    void write(Path file) {
        PrivateFile.write(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(document()));
    }

    private Map<String, Object> document() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("port", signalling.number());
        document.put("bind_addresses", List.of("127.0.0.1"));
        document.put("rtc", rtc());
        document.put("keys", Map.of(credentials.apiKey(), credentials.apiSecret()));
        document.put("room", Map.of("empty_timeout", 20, "departure_timeout", 5, "auto_create", true));
        webhook.ifPresent(url ->
                document.put("webhook", Map.of("api_key", credentials.apiKey(), "urls", List.of(url.toString()))));
        document.put("logging", Map.of("level", "info", "json", false));
        return document;
    }

    private Map<String, Object> rtc() {
        Map<String, Object> rtc = new LinkedHashMap<>();
        rtc.put("node_ip", "127.0.0.1");
        rtc.put("use_external_ip", false);
        rtc.put("enable_loopback_candidate", true);
        // Without this the UDP port is bound on every interface.
        rtc.put("interfaces", Map.of("includes", List.of("lo")));
        // Media over TCP would listen on every interface: the server offers no way to bind it.
        rtc.put("tcp_port", 0);
        rtc.put("udp_port", udp.number());
        rtc.put("stun_servers", List.of("127.0.0.1:" + nobody.number()));
        return rtc;
    }
}
