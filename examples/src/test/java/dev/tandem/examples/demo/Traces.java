package dev.tandem.examples.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Looks for a value in everything that a stack has left behind: as it is, as hexadecimal, and as Base64 at any offset.
 */
final class Traces {

    private final List<byte[]> forms;

    Traces(String value) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        this.forms = Stream.concat(
                        Stream.of(
                                value,
                                HexFormat.of().formatHex(bytes),
                                HexFormat.of().formatHex(bytes).toUpperCase(Locale.ROOT)),
                        IntStream.range(0, 3).mapToObj(offset -> base64(bytes, offset)))
                .map(form -> form.getBytes(StandardCharsets.ISO_8859_1))
                .toList();
    }

    boolean in(String text) {
        return in(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Returns the files of the folder, at any depth, that contain the value. */
    List<Path> in(Path folder) throws IOException {
        List<Path> found = new ArrayList<>();
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (attributes.isRegularFile() && in(Files.readAllBytes(file))) {
                    found.add(folder.relativize(file));
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return found;
    }

    private boolean in(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        return forms.stream().anyMatch(form -> text.contains(new String(form, StandardCharsets.ISO_8859_1)));
    }

    /** Returns the part of the Base64 text that does not depend on neighbouring bytes. */
    private static String base64(byte[] bytes, int offset) {
        byte[] shifted = new byte[bytes.length + offset];
        System.arraycopy(bytes, 0, shifted, offset, bytes.length);
        String text = Base64.getEncoder().withoutPadding().encodeToString(shifted);
        return text.substring(offset == 0 ? 0 : offset + 1, text.length() - 1);
    }
}
