package dev.tandem.workers;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Returns to the system what native code has freed, once a minute. glibc otherwise keeps it, in up to eight arenas for
 * each processor, so that the small pieces which rooms and models leave there make a worker grow with its calls. The
 * threads of an arena wait meanwhile: usually 2 ms, 10 ms when there is a lot. Other C libraries have no such call, and
 * do not need it.
 */
final class NativeHeap implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(NativeHeap.class);

    private static final Duration EVERY = Duration.ofMinutes(1);

    /** The bytes that may stay free at the end of the heap. */
    private static final long NONE = 0;

    private final @Nullable MethodHandle trim;
    private final Thread thread =
            Thread.ofPlatform().daemon().name("native-heap").unstarted(this::keepTrimmed);

    NativeHeap() {
        Linker linker = Linker.nativeLinker();
        trim = linker.defaultLookup()
                .find("malloc_trim")
                .map(function -> linker.downcallHandle(
                        function, FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG)))
                .orElse(null);
        if (trim == null) {
            LOG.debug("this C library has no malloc_trim");
        } else {
            thread.start();
        }
    }

    private void keepTrimmed() {
        try {
            while (true) {
                Thread.sleep(EVERY);
                trim();
            }
        } catch (InterruptedException closed) {
            LOG.debug("the native heap is trimmed no longer");
        }
    }

    /**
     * Returns free memory to the system.
     *
     * @return whether anything was returned
     */
    boolean trim() {
        if (trim == null) {
            return false;
        }
        try {
            return (int) trim.invokeExact(NONE) != 0;
        } catch (Throwable e) {
            throw new IllegalStateException("malloc_trim failed", e);
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
