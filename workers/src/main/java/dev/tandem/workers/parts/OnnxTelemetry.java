package dev.tandem.workers.parts;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/**
 * Keeps onnxruntime from reporting home. From 1.29 on, its builds for Linux and macOS upload events by default, wait
 * seconds for that if there is no network, and crash when several processes share their event database.
 *
 * <p>The only full opt-out is this environment variable, which the library reads when it starts. So everything that
 * uses onnxruntime calls {@link #off} first.
 */
public final class OnnxTelemetry {

    private static final String VARIABLE = "ORT_DISABLE_TELEMETRY";

    static {
        // Java cannot change the environment of its own process; C can. Windows has no setenv, and no such telemetry.
        Linker linker = Linker.nativeLinker();
        linker.defaultLookup().find("setenv").ifPresent(setenv -> set(linker, setenv));
    }

    private OnnxTelemetry() {}

    /** Turns the telemetry off. Idempotent. */
    public static void off() {}

    private static void set(Linker linker, MemorySegment setenv) {
        MethodHandle call = linker.downcallHandle(
                setenv,
                FunctionDescriptor.of(
                        ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.ADDRESS, ValueLayout.JAVA_INT));
        try (Arena arena = Arena.ofConfined()) {
            int failed = (int) call.invokeExact(arena.allocateFrom(VARIABLE), arena.allocateFrom("1"), 1);
            if (failed != 0) {
                throw new IllegalStateException("setenv failed: set " + VARIABLE + "=1 before the start.");
            }
        } catch (Throwable e) {
            throw new IllegalStateException(
                    "onnxruntime's telemetry could not be turned off: set " + VARIABLE + "=1 before the start.", e);
        }
    }
}
