package dev.tandem.callers.process;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of a process of simulated callers. Each can also be an environment variable, e.g.
 * {@code TANDEM_CALLERS_SLOTS}.
 *
 * @param masterKey opens the secrets that personas' models name, and is the same as the API's; empty: such a persona
 *     fails
 * @param readyFile written when the process is ready to serve; null: none
 */
@ConfigurationProperties("tandem")
record CallersSettings(
        Callers callers,
        Livekit livekit,
        Temporal temporal,
        Outgoing outgoing,
        @DefaultValue("") String masterKey,
        @Nullable String readyFile) {

    /** Leaves out the keys of rooms and secrets. */
    @Override
    public String toString() {
        return "CallersSettings[" + callers + ", " + temporal + "]";
    }

    /**
     * Settings of the process itself.
     *
     * @param slots callers who speak at once
     * @param lines lines that personas think about at once
     * @param drain how long callers who speak may go on when the process is told to stop; must be less than the time
     *     after which it is killed
     * @param recordings folder in which what callers heard is kept; empty: it is not
     */
    record Callers(
            @DefaultValue("4") int slots,
            @DefaultValue("20") int lines,
            @DefaultValue("20s") Duration drain,
            @DefaultValue("") String recordings,
            @DefaultValue Management management) {

        Callers {
            if (slots < 0 || lines < 1) {
                throw new IllegalArgumentException("tandem.callers.slots is 0 or more, tandem.callers.lines 1 or more");
            }
        }
    }

    /**
     * Settings of metrics and health.
     *
     * @param port nothing is served unless it is set; 0: any free one, which the log says
     */
    record Management(
            @DefaultValue("127.0.0.1") String address,
            @DefaultValue("0") int port) {}

    record Livekit(String url, String apiKey, String apiSecret) {}

    record Temporal(String target, String namespace) {}

    /**
     * Settings of requests to the addresses of personas' models.
     *
     * @param mode {@code proxy}: the proxy decides what is reached; empty: it is checked here
     * @param allow hosts and ranges that are reached beside public addresses
     * @param proxy {@code http://host:port}; empty: none
     */
    record Outgoing(
            @DefaultValue("") String mode,
            @DefaultValue("") String allow,
            @DefaultValue("") String proxy) {}
}
