package dev.tandem.workers.parts;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps onnxruntime's native libraries with the parts, where they are unpacked once. By itself its Java binding unpacks
 * them into the temporary folder at each start, and a process that is killed leaves them there: 28 MB each time.
 *
 * <p>Everything that uses onnxruntime calls {@link #fromParts} first.
 */
public final class OnnxLibrary {

    private static final Logger LOG = LoggerFactory.getLogger(OnnxLibrary.class);

    /** Names the folder from which the binding loads its libraries. */
    private static final String PROPERTY = "onnxruntime.native.path";

    private static final List<String> FILES = List.of("libonnxruntime.so", "libonnxruntime4j_jni.so");

    private static final String FOLDER = "onnxruntime";

    /** How the binding calls its temporary folders. */
    private static final String TEMPORARY = "onnxruntime-java*";

    /** A process that unpacks libraries into its temporary folder has begun to within this time. */
    private static final Duration SURELY_UNPACKED = Duration.ofMinutes(1);

    /** Digits of a folder's name, which follows from what is in it. */
    private static final int NAME = 16;

    static {
        if (System.getProperty(PROPERTY) == null) {
            use();
        }
    }

    private OnnxLibrary() {}

    /** Has onnxruntime load its libraries from the parts. Idempotent. */
    public static void fromParts() {}

    private static void use() {
        String platform = "ai/onnxruntime/native/" + platform() + "/";
        ClassLoader loader = OnnxLibrary.class.getClassLoader();
        try {
            Path libraries =
                    unpacked(Parts.folder().resolve(FOLDER), file -> loader.getResourceAsStream(platform + file));
            System.setProperty(PROPERTY, libraries.toString());
            sweep(Path.of(System.getProperty("java.io.tmpdir")));
        } catch (MissingPartException | IOException | UncheckedIOException notThere) {
            LOG.warn("onnxruntime unpacks its libraries into the temporary folder: {}", notThere.toString());
        }
    }

    /**
     * Deletes empty folders that processes have left which were killed: the binding makes one at each start, whether or
     * not it unpacks anything. A process that still runs has no use for its own by now.
     */
    static void sweep(Path temporary) {
        Instant old = Instant.now().minus(SURELY_UNPACKED);
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(temporary, TEMPORARY)) {
            for (Path folder : folders) {
                if (Files.getLastModifiedTime(folder).toInstant().isBefore(old)) {
                    deleteIfEmpty(folder);
                }
            }
        } catch (IOException | DirectoryIteratorException unreadable) {
            LOG.debug("the temporary folder cannot be swept", unreadable);
        }
    }

    private static void deleteIfEmpty(Path folder) throws IOException {
        try {
            Files.deleteIfExists(folder);
        } catch (DirectoryNotEmptyException | AccessDeniedException another) {
            LOG.debug("{} is in use, or another user's", folder, another);
        }
    }

    private static String platform() {
        String machine = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        return "linux-" + (machine.equals("amd64") || machine.equals("x86_64") ? "x64" : machine);
    }

    /**
     * Returns the folder with the libraries. It is named by what is in it, and appears only when it is whole, so that
     * processes may do this at once.
     *
     * @param resource opens a library; null: there is none for this platform
     * @throws IOException if there is no such library, or the folder cannot be written
     */
    static Path unpacked(Path folder, Function<String, @Nullable InputStream> resource) throws IOException {
        Path whole = folder.resolve(name(resource));
        if (Files.isDirectory(whole)) {
            return whole;
        }
        Files.createDirectories(folder);
        Path half = Files.createTempDirectory(folder, "half-");
        try {
            for (String file : FILES) {
                try (InputStream in = open(file, resource)) {
                    Files.copy(in, half.resolve(file));
                }
            }
            Files.move(half, whole, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException notMoved) {
            if (!Files.isDirectory(whole)) {
                throw notMoved;
            }
            LOG.debug("another process unpacked onnxruntime's libraries at the same time", notMoved);
        } finally {
            delete(half);
        }
        return whole;
    }

    private static String name(Function<String, @Nullable InputStream> resource) throws IOException {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
        for (String file : FILES) {
            try (InputStream in = new DigestInputStream(open(file, resource), digest)) {
                var _ = in.transferTo(OutputStream.nullOutputStream());
            }
        }
        return HexFormat.of().formatHex(digest.digest()).substring(0, NAME);
    }

    private static InputStream open(String file, Function<String, @Nullable InputStream> resource) throws IOException {
        InputStream in = resource.apply(file);
        if (in == null) {
            throw new IOException("there is no " + file + " for this platform");
        }
        return in;
    }

    private static void delete(Path half) throws IOException {
        if (!Files.isDirectory(half)) {
            return;
        }
        try (Stream<Path> files = Files.list(half)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(half);
    }
}
