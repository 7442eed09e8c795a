package dev.tandem.stack.run;

import dev.tandem.stack.StackException;
import dev.tandem.stack.process.Port;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The ports of a local stack. */
public record StackPorts(Port api, Port temporal, Port temporalUi, Port liveKit, Port liveKitMedia, Port database) {
    /** Any free ones: several stacks can be up at once. */
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
     * Those where people look for them, unless the environment says otherwise: API_PORT (8080), TEMPORAL_PORT (7233),
     * TEMPORAL_UI_PORT (8233), LIVEKIT_PORT (7880), LIVEKIT_MEDIA_PORT (7882), DATABASE_PORT (any free one).
     *
     * @throws StackException when one of them is no port
     */
    public static StackPorts usual(Map<String, String> environment) {
        return new StackPorts(
                port("the API", "API_PORT", 8080, environment),
                port("Temporal", "TEMPORAL_PORT", 7233, environment),
                port("the Temporal UI", "TEMPORAL_UI_PORT", 8233, environment),
                port("LiveKit", "LIVEKIT_PORT", 7880, environment),
                port("LiveKit's media", "LIVEKIT_MEDIA_PORT", 7882, environment),
                port("PostgreSQL", "DATABASE_PORT", 0, environment));
    }

    private static Port port(String purpose, String option, int usual, Map<String, String> environment) {
        return new Port(purpose, number(environment.get(option), usual, option), option);
    }

    private static int number(@Nullable String text, int usual, String option) {
        if (text == null || text.isBlank()) {
            return usual;
        }
        try {
            return Integer.parseInt(text.strip());
        } catch (NumberFormatException e) {
            throw new StackException("%s=%s is no port: choose 0 (any free one) to 65535.".formatted(option, text), e);
        }
    }
}
