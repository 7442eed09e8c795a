package dev.tandem.workers.room.livekit;

import dev.tandem.workers.room.RecordingListener;
import java.io.IOException;
import java.nio.file.Path;

/** Runs a caller in a process of its own, which can be killed. */
final class CallerProcess {

    private CallerProcess() {}

    static Process start(String url, String token) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-Xmx64m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        CallerProcess.class.getName(),
                        url,
                        token)
                .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** Joins with the url and token given, and stays until its input ends, at the latest with its parent process. */
    static void main(String[] arguments) throws IOException {
        try (var callers = LiveKitCallers.open(Scene.NATIVE_LIBRARY);
                var _ = callers.join(arguments[0], arguments[1], new RecordingListener())) {
            while (System.in.read() >= 0) {
                // waits
            }
        }
    }
}
