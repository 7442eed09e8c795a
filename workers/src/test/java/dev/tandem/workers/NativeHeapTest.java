package dev.tandem.workers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class NativeHeapTest {

    private static final long CHUNK = 16 * 1_024;
    private static final int CHUNKS = 4_096;
    private static final long ALL = CHUNK * CHUNKS;

    private static final Linker LINKER = Linker.nativeLinker();
    private static final MethodHandle MALLOC =
            function("malloc", FunctionDescriptor.of(ValueLayout.ADDRESS, ValueLayout.JAVA_LONG));
    private static final MethodHandle FREE = function("free", FunctionDescriptor.ofVoid(ValueLayout.ADDRESS));

    @Test
    @EnabledOnOs(OS.LINUX)
    void givesBackWhatNativeCodeHasFreed() throws Throwable {
        try (NativeHeap heap = new NativeHeap()) {
            MemorySegment[] chunks = new MemorySegment[CHUNKS];
            for (int i = 0; i < CHUNKS; i++) {
                chunks[i] = ((MemorySegment) MALLOC.invokeExact(CHUNK)).reinterpret(CHUNK);
                chunks[i].fill((byte) 1);
            }
            // All but the last: what is free at the end would be returned in any case.
            for (int i = 0; i < CHUNKS - 1; i++) {
                FREE.invokeExact(chunks[i]);
            }
            long freed = resident();

            assertThat(heap.trim()).isTrue();

            assertThat(freed - resident()).isGreaterThan(ALL / 2);
            FREE.invokeExact(chunks[CHUNKS - 1]);
        }
    }

    /** Returns the resident memory of this process, in bytes. */
    private static long resident() throws IOException {
        String status = Files.readString(Path.of("/proc/self/status"));
        return status.lines()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1_024)
                .findFirst()
                .orElseThrow();
    }

    private static MethodHandle function(String name, FunctionDescriptor signature) {
        return LINKER.downcallHandle(LINKER.defaultLookup().findOrThrow(name), signature);
    }
}
