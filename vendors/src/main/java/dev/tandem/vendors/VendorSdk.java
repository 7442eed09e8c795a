package dev.tandem.vendors;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Runs Python scripts with the official SDKs of the vendors, so that a fake is held against a client that nobody here
 * wrote. {@code make test} installs them ({@code parts/vendor_sdks.py}), and {@code .tandem/vendor-sdks} in the working
 * directory or in the nearest of its parents points to them.
 */
public final class VendorSdk {

    private static final Path PYTHON = Path.of(".tandem", "vendor-sdks", "bin", "python");
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final Path python;

    private VendorSdk(Path python) {
        this.python = python;
    }

    /**
     * Finds the SDKs.
     *
     * @throws IllegalStateException if they are not installed; the message says how to get them
     */
    public static VendorSdk installed() {
        Path here = Path.of("").toAbsolutePath();
        for (Path folder = here; folder != null; folder = folder.getParent()) {
            Path python = folder.resolve(PYTHON);
            if (Files.isExecutable(python)) {
                return new VendorSdk(python);
            }
        }
        throw new IllegalStateException("The vendors' SDKs are not installed: there is no " + PYTHON + " in " + here
                + " or its parents. Install them with: python3 parts/vendor_sdks.py (make test does it by itself).");
    }

    Path python() {
        return python;
    }

    /**
     * Runs a script, and returns the JSON that it prints.
     *
     * @param beside the class whose package, in the resources, has the script
     * @param script the script's file name
     * @param arguments the script's {@code sys.argv[1:]}
     * @throws AssertionError if it fails, takes more than 60 s, or prints something else; the message has what it said
     */
    public JsonNode run(Class<?> beside, String script, String... arguments) throws InterruptedException {
        return run(beside, script, Map.of(), arguments);
    }

    /**
     * Runs a script with these environment variables too, such as {@code SSL_CERT_FILE}.
     *
     * @throws AssertionError as above
     */
    public JsonNode run(Class<?> beside, String script, Map<String, String> environment, String... arguments)
            throws InterruptedException {
        try {
            Path work = Files.createTempDirectory("vendor-sdk");
            try {
                return run(copy(beside, script, work), work, environment, arguments);
            } finally {
                delete(work);
            }
        } catch (IOException broken) {
            throw new AssertionError(script + " could not be run", broken);
        }
    }

    private JsonNode run(Path script, Path work, Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        Path said = work.resolve("stdout");
        Path complained = work.resolve("stderr");
        ProcessBuilder command = new ProcessBuilder(
                        Stream.concat(Stream.of(python.toString(), script.toString()), Stream.of(arguments))
                                .toList())
                .redirectOutput(said.toFile())
                .redirectError(complained.toFile());
        // The fakes are on this machine: no proxy stands between.
        List.of("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy")
                .forEach(command.environment()::remove);
        command.environment().putAll(environment);
        Process process = command.start();
        boolean ended = process.waitFor(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        if (!ended) {
            process.destroyForcibly().waitFor();
        }
        String output = Files.readString(said);
        String errors = Files.readString(complained);
        if (!ended || process.exitValue() != 0) {
            throw new AssertionError(
                    script.getFileName() + (ended ? " failed" : " took too long") + ":\n" + errors + output);
        }
        try {
            return JsonMapper.shared().readTree(output);
        } catch (JacksonException none) {
            throw new AssertionError(script.getFileName() + " printed no JSON:\n" + errors + output, none);
        }
    }

    private static Path copy(Class<?> beside, String script, Path work) throws IOException {
        try (InputStream source = beside.getResourceAsStream(script)) {
            if (source == null) {
                throw new AssertionError("There is no " + script + " beside " + beside.getName() + ".");
            }
            Path copy = work.resolve(script);
            Files.writeString(copy, new String(source.readAllBytes(), StandardCharsets.UTF_8));
            return copy;
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }
}
