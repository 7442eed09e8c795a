package dev.tandem.stack.process;

import dev.tandem.stack.StackException;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A loopback port for a server.
 *
 * @param purpose the name of the server for people
 * @param number 1 to 65535, or 0 for any free one
 * @param option the setting that chooses another port, such as {@code LIVEKIT_PORT}
 */
public record Port(String purpose, int number, String option) {
    // Below the range that the kernel hands to outgoing connections (32768 and up on Linux): a port found free there
    // is not taken by somebody's connection before the server listens on it.
    private static final int LOWEST_FREE = 15_000;
    private static final int HIGHEST_FREE = 30_000;
    private static final int TRIES = 200;

    public Port {
        if (number < 0 || number > 65_535) {
            throw new StackException("%s=%d is no port: choose 0 (any free one) to 65535.".formatted(option, number));
        }
    }

    /** Chooses any free port. */
    public static Port free(String purpose) {
        return new Port(purpose, 0, "");
    }

    /**
     * Returns the port that the environment names, or the usual one.
     *
     * @throws StackException when the environment's value is not a port
     */
    public static Port chosen(String purpose, String option, int usual, Map<String, String> environment) {
        String text = environment.getOrDefault(option, "").strip();
        try {
            return new Port(purpose, text.isEmpty() ? usual : Integer.parseInt(text), option);
        } catch (NumberFormatException e) {
            throw new StackException("%s=%s is no port: choose 0 (any free one) to 65535.".formatted(option, text), e);
        }
    }

    /**
     * Returns this port with a number on which nobody listens now, for TCP and UDP.
     *
     * @throws StackException when the chosen number is taken
     */
    public Port reserve() {
        if (number == 0) {
            return new Port(purpose, anyFree(), option);
        }
        if (!isFree(number)) {
            throw new StackException("Port %d is taken, and %s needs it.%s"
                    .formatted(
                            number,
                            purpose,
                            option.isEmpty()
                                    ? ""
                                    : " End what listens there, or choose another: %s=%d (0: any free one)."
                                            .formatted(option, number + 10)));
        }
        return this;
    }

    private static int anyFree() {
        for (int i = 0; i < TRIES; i++) {
            int candidate = ThreadLocalRandom.current().nextInt(LOWEST_FREE, HIGHEST_FREE);
            if (isFree(candidate)) {
                return candidate;
            }
        }
        throw new StackException("No free port between %d and %d.".formatted(LOWEST_FREE, HIGHEST_FREE));
    }

    private static boolean isFree(int candidate) {
        InetAddress loopback = InetAddress.ofLiteral("127.0.0.1");
        try (ServerSocket _ = new ServerSocket(candidate, 1, loopback);
                DatagramSocket _ = new DatagramSocket(new InetSocketAddress(loopback, candidate))) {
            return true;
        } catch (IOException taken) {
            return false;
        }
    }
}
