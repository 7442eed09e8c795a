package dev.tandem.stack.process;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Quotes the end of a log file for an error message. */
public final class LogTail {
    private static final int LINES = 15;
    private static final int BYTES = 8_192;

    private LogTail() {}

    /** Returns "The end of its log (file):" and the last lines, or says that it wrote nothing. */
    public static String of(Path log) {
        try {
            List<String> lines = Files.exists(log) ? lastLines(log) : List.of();
            return lines.isEmpty()
                    ? "It wrote nothing to its log (%s).".formatted(log)
                    : "The end of its log (%s):%n  %s"
                            .formatted(log, String.join(System.lineSeparator() + "  ", lines));
        } catch (IOException e) {
            return "Its log (%s) cannot be read: %s".formatted(log, e.getMessage());
        }
    }

    private static List<String> lastLines(Path log) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            long start = Math.max(0, file.length() - BYTES);
            file.seek(start);
            byte[] bytes = new byte[(int) (file.length() - start)];
            file.readFully(bytes);
            List<String> lines =
                    new String(bytes, StandardCharsets.UTF_8).strip().lines().toList();
            return lines.subList(Math.max(0, lines.size() - LINES), lines.size());
        }
    }
}
