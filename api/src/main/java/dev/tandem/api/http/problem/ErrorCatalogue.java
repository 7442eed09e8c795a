package dev.tandem.api.http.problem;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the error catalogue, docs/errors.md, from the class path, where the build puts it. */
public final class ErrorCatalogue {

    private static final String FILE = "/errors.md";
    private static final Pattern ENTRY =
            Pattern.compile("^### ([a-z-]+)\\R+Status (\\d{3})\\. (.+?)(?=^#|\\z)", Pattern.MULTILINE | Pattern.DOTALL);

    private final Map<String, Entry> entries = new TreeMap<>();

    /**
     * One type of problem.
     *
     * @param name last part of its URI
     * @param explanation paragraphs of Markdown, separated by empty lines
     */
    public record Entry(String name, int status, String explanation) {}

    private ErrorCatalogue(String text) {
        Matcher entry = ENTRY.matcher(text);
        while (entry.find()) {
            String explanation = entry.group(3).strip();
            entries.put(entry.group(1), new Entry(entry.group(1), Integer.parseInt(entry.group(2)), explanation));
        }
    }

    public static ErrorCatalogue load() {
        try (InputStream file = ErrorCatalogue.class.getResourceAsStream(FILE)) {
            if (file == null) {
                throw new IllegalStateException("the error catalogue " + FILE + " is not on the class path");
            }
            return new ErrorCatalogue(new String(file.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new IllegalStateException("the error catalogue " + FILE + " cannot be read", e);
        }
    }

    public Iterable<Entry> entries() {
        return entries.values();
    }

    public Optional<Entry> entry(String name) {
        return Optional.ofNullable(entries.get(name));
    }
}
