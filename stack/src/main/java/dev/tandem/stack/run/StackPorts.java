package dev.tandem.stack.run;

import dev.tandem.stack.process.Port;
import java.util.Map;

/** The ports of a local stack. */
public record StackPorts(Port api, Port temporal, Port temporalUi, Port liveKit, Port liveKitMedia, Port database) {
    /** Chooses any free ports, so that several stacks can be up at once. */
    public static StackPorts free() {
        return new StackPorts(
                Port.free("the API"),
                Port.free("Temporal"),
                Port.free("the Temporal UI"),
                Port.free("LiveKit"),
                Port.free("LiveKit's media"),
                Port.free("PostgreSQL"));
    }

    /**
     * Chooses the usual ports, unless the environment says otherwise: API_PORT (8080), TEMPORAL_PORT (7233),
     * TEMPORAL_UI_PORT (8233), LIVEKIT_PORT (7880), LIVEKIT_MEDIA_PORT (7882), DATABASE_PORT (any free one).
     *
     * @throws dev.tandem.stack.StackException when one of them is no port
     */
    public static StackPorts usual(Map<String, String> environment) {
        return new StackPorts(
                Port.chosen("the API", "API_PORT", 8080, environment),
                Port.chosen("Temporal", "TEMPORAL_PORT", 7233, environment),
                Port.chosen("the Temporal UI", "TEMPORAL_UI_PORT", 8233, environment),
                Port.chosen("LiveKit", "LIVEKIT_PORT", 7880, environment),
                Port.chosen("LiveKit's media", "LIVEKIT_MEDIA_PORT", 7882, environment),
                Port.chosen("PostgreSQL", "DATABASE_PORT", 0, environment));
    }
}
