package dev.tandem.workers.parts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnnxLibraryTest {

    @TempDir
    Path folder;

    @Test
    void theLibrariesAreUnpackedOnce() throws IOException {
        Path first = OnnxLibrary.unpacked(folder, file -> in(file + " 1"));
        assertThat(first.resolve("libonnxruntime.so")).hasContent("libonnxruntime.so 1");
        assertThat(first.resolve("libonnxruntime4j_jni.so")).hasContent("libonnxruntime4j_jni.so 1");
        var modified = Files.getLastModifiedTime(first);
        assertThat(OnnxLibrary.unpacked(folder, file -> in(file + " 1"))).isEqualTo(first);
        assertThat(Files.getLastModifiedTime(first)).isEqualTo(modified);
        assertThat(entries()).containsExactly(first);
    }

    @Test
    void anotherVersionHasAnotherFolder() throws IOException {
        Path first = OnnxLibrary.unpacked(folder, file -> in(file + " 1"));
        Path second = OnnxLibrary.unpacked(folder, file -> in(file + " 2"));
        assertThat(entries()).containsExactlyInAnyOrder(first, second);
    }

    @Test
    void processesMayDoItAtOnce() throws Exception {
        try (ExecutorService both = Executors.newFixedThreadPool(8)) {
            Callable<Path> unpacking = () -> OnnxLibrary.unpacked(folder, file -> in(file.repeat(100_000)));
            for (Future<Path> one :
                    both.invokeAll(Stream.generate(() -> unpacking).limit(16).toList())) {
                assertThat(one.get().resolve("libonnxruntime.so")).exists();
            }
        }
        assertThat(entries()).hasSize(1);
    }

    @Test
    void aPlatformWithoutLibrariesLeavesNothing() throws IOException {
        assertThatThrownBy(() -> OnnxLibrary.unpacked(folder, _ -> null)).isInstanceOf(IOException.class);
        assertThat(entries()).isEmpty();
    }

    @Test
    void emptyFoldersOfKilledProcessesAreSwept() throws IOException {
        Path left = Files.createDirectory(folder.resolve("onnxruntime-java1"));
        Path fresh = Files.createDirectory(folder.resolve("onnxruntime-java2"));
        Path used = Files.createDirectory(folder.resolve("onnxruntime-java3"));
        Path others = Files.createDirectory(folder.resolve("others"));
        Files.writeString(used.resolve("libonnxruntime.so"), "");
        FileTime old = FileTime.from(Instant.now().minusSeconds(61));
        for (Path folder : List.of(left, used, others)) {
            Files.setLastModifiedTime(folder, old);
        }

        OnnxLibrary.sweep(folder);

        assertThat(entries()).containsExactlyInAnyOrder(fresh, used, others);
    }

    private List<Path> entries() throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.toList();
        }
    }

    private static InputStream in(String text) {
        return new ByteArrayInputStream(text.getBytes(UTF_8));
    }
}
