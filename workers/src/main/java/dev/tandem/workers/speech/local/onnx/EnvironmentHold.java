package dev.tandem.workers.speech.local.onnx;

import ai.onnxruntime.OrtEnvironment;
import dev.tandem.workers.parts.OnnxLibrary;
import dev.tandem.workers.speech.SpeechException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;

/**
 * Keeps onnxruntime alive until the process is gone. Its Java binding frees the environment in a shutdown hook, which
 * runs beside the hooks that let calls end; a model that is running then crashes the process. The environment counts
 * its users, so one more user, which never leaves, is enough.
 */
final class EnvironmentHold {

    private static final int LOG_WARNINGS = 2;

    /**
     * The place of {@code CreateEnv} in the table of functions. It is the same in all versions of the interface since
     * 1.
     */
    private static final long CREATE_ENV = 3 * ValueLayout.ADDRESS.byteSize();

    private static final int INTERFACE_VERSION = 1;

    static {
        OnnxLibrary.fromParts();
        // Loads the library.
        OrtEnvironment.getEnvironment();
        SymbolLookup.loaderLookup().find("OrtGetApiBase").ifPresent(EnvironmentHold::acquire);
    }

    private EnvironmentHold() {}

    /** Keeps the environment. Idempotent. */
    static void keep() {}

    private static void acquire(MemorySegment getApiBase) {
        Linker linker = Linker.nativeLinker();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment base =
                    (MemorySegment) linker.downcallHandle(getApiBase, FunctionDescriptor.of(ValueLayout.ADDRESS))
                            .invokeExact();
            MemorySegment getApi = function(base, 0);
            MemorySegment api = (MemorySegment)
                    linker.downcallHandle(getApi, FunctionDescriptor.of(ValueLayout.ADDRESS, ValueLayout.JAVA_INT))
                            .invokeExact(INTERFACE_VERSION);
            MemorySegment failure = (MemorySegment) linker.downcallHandle(
                            function(api, CREATE_ENV),
                            FunctionDescriptor.of(
                                    ValueLayout.ADDRESS,
                                    ValueLayout.JAVA_INT,
                                    ValueLayout.ADDRESS,
                                    ValueLayout.ADDRESS))
                    .invokeExact(LOG_WARNINGS, arena.allocateFrom("tandem"), arena.allocate(ValueLayout.ADDRESS));
            if (failure.address() != 0) {
                throw new IllegalStateException("CreateEnv failed");
            }
        } catch (Throwable e) {
            throw new SpeechException("onnxruntime could not be started: " + e.getMessage(), false, e);
        }
    }

    private static MemorySegment function(MemorySegment table, long offset) {
        return table.reinterpret(offset + ValueLayout.ADDRESS.byteSize()).get(ValueLayout.ADDRESS, offset);
    }
}
