package dev.tandem.workers;

import dev.tandem.workers.live.CallLimits;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of a worker process. Each can also be an environment variable, e.g. {@code TANDEM_WORKER_SLOTS}.
 *
 * @param masterKey opens secrets, and is the same as the API's; empty: tools and providers that name a secret fail
 * @param readyFile written when the process is ready to serve; null: none
 */
@ConfigurationProperties("tandem")
record WorkerSettings(
        Worker worker,
        Livekit livekit,
        Temporal temporal,
        Outgoing outgoing,
        @DefaultValue Limits limits,
        @DefaultValue("") String masterKey,
        @Nullable String readyFile) {

    /** Leaves out the keys of rooms and secrets. */
    @Override
    public String toString() {
        return "WorkerSettings[" + worker + ", " + temporal + "]";
    }

    /**
     * Settings of the process itself.
     *
     * @param id unique in the namespace; empty: made at start
     * @param roles which task queues the process polls
     * @param slots calls attended at once
     * @param testSlots tests by chat attended at once, beside these calls
     * @param drain how long a process that is told to stop takes to hand its calls over; must be less than the time
     *     after which it is killed
     */
    record Worker(
            @DefaultValue("") String id,
            @DefaultValue({"calls", "tools", "media"}) Set<Role> roles,
            @DefaultValue("8") int slots,
            @DefaultValue("4") int testSlots,
            @DefaultValue("20s") Duration drain,
            @DefaultValue Management management) {

        Worker {
            roles = roles.isEmpty() ? EnumSet.allOf(Role.class) : EnumSet.copyOf(roles);
        }
    }

    /**
     * Bounds of what one caller may send into a call; {@link CallLimits} has their ranges.
     *
     * @param lineCharacters longest line, typed or spoken
     * @param unansweredLines lines that may wait for an answer
     * @param keysPerTurn keys that count in one turn
     * @param keysPerCall keys that count in one call
     * @param longestUtterance speech without an end is cut after this time
     */
    record Limits(
            @DefaultValue("4000") int lineCharacters,
            @DefaultValue("10") int unansweredLines,
            @DefaultValue("32") int keysPerTurn,
            @DefaultValue("1000") int keysPerCall,
            @DefaultValue("60s") Duration longestUtterance) {

        CallLimits ofACall() {
            return new CallLimits(lineCharacters, unansweredLines, keysPerTurn, keysPerCall, longestUtterance);
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

    enum Role {
        CALLS,
        TOOLS,
        MEDIA
    }

    record Livekit(String url, String apiKey, String apiSecret) {}

    record Temporal(String target, String namespace) {}

    /**
     * Settings of requests to addresses that documents choose.
     *
     * @param mode {@code proxy}: the proxy decides what is reached; empty: it is checked here
     * @param allow hosts and ranges that are reached beside public addresses
     * @param proxy {@code http://host:port}; empty: none
     * @param commands of MCP servers that may be started as processes, each as it is written in documents, with spaces
     */
    record Outgoing(
            @DefaultValue("") String mode,
            @DefaultValue("") String allow,
            @DefaultValue("") String proxy,
            @DefaultValue Set<String> commands) {}
}
