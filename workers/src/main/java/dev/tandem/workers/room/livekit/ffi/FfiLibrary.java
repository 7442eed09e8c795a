package dev.tandem.workers.room.livekit.ffi;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.tandem.livekit.proto.FfiRequest;
import dev.tandem.livekit.proto.FfiResponse;
import dev.tandem.workers.room.RoomException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.file.Files;
import java.nio.file.Path;

/** Binds the C functions of LiveKit's native client. Their signatures are those that its Python client declares. */
public final class FfiLibrary {

    /** Receives the client's events on its own threads: must neither block nor throw. */
    @FunctionalInterface
    interface EventSink {
        /** @param address of a serialized FfiEvent of {@code length} bytes, valid during the call only */
        void event(long address, long length);
    }

    private static final long INVALID_HANDLE = 0;

    /**
     * The name that is given to the server. It knows LiveKit's own clients by name, and this one is the Rust client.
     */
    private static final String SDK_NAME = "rust";

    private static final String SDK_VERSION = "0.13.2";

    private final MethodHandle initialize;
    private final MethodHandle request;
    private final MethodHandle dropHandle;
    private final MethodHandle dispose;

    FfiLibrary(SymbolLookup symbols) {
        var linker = Linker.nativeLinker();
        var pointer = ValueLayout.ADDRESS;
        var number = ValueLayout.JAVA_LONG;
        var flag = ValueLayout.JAVA_BOOLEAN;
        initialize = linker.downcallHandle(
                symbols.findOrThrow("livekit_ffi_initialize"),
                FunctionDescriptor.ofVoid(pointer, flag, pointer, pointer));
        request = linker.downcallHandle(
                symbols.findOrThrow("livekit_ffi_request"),
                FunctionDescriptor.of(number, pointer, number, pointer, pointer));
        dropHandle = linker.downcallHandle(
                symbols.findOrThrow("livekit_ffi_drop_handle"), FunctionDescriptor.of(flag, number));
        dispose = linker.downcallHandle(symbols.findOrThrow("livekit_ffi_dispose"), FunctionDescriptor.ofVoid());
    }

    /** @throws RoomException if the library is not there or cannot be loaded */
    static FfiLibrary load(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new RoomException("LiveKit's native client is missing: " + file + ". Run: make parts");
        }
        try {
            return new FfiLibrary(SymbolLookup.libraryLookup(file, Arena.global()));
        } catch (RuntimeException e) {
            throw new RoomException(
                    "LiveKit's native client cannot be loaded: " + file
                            + ". It may be broken or built for another machine. Run: make parts",
                    e);
        }
    }

    /** Starts the client. From here on, events arrive at the sink. */
    void initialize(EventSink sink) {
        try {
            // A pointer travels as an integer on every 64-bit platform. As an integer it needs no object for an event.
            var type = MethodType.methodType(void.class, long.class, long.class);
            var target = MethodHandles.lookup()
                    .findVirtual(EventSink.class, "event", type)
                    .bindTo(sink);
            var arena = Arena.global();
            var callback = Linker.nativeLinker()
                    .upcallStub(target, FunctionDescriptor.ofVoid(ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG), arena);
            // Captured logs would be every trace of the client, thousands of records for one join. By default the
            // client writes errors to stderr; RUST_LOG chooses what else.
            initialize.invokeExact(callback, false, arena.allocateFrom(SDK_NAME), arena.allocateFrom(SDK_VERSION));
        } catch (Throwable e) {
            throw new RoomException("LiveKit's native client did not start", e);
        }
    }

    /** @throws RoomException if the client refuses the request */
    FfiResponse request(FfiRequest message) {
        try (var arena = Arena.ofConfined()) {
            var bytes = arena.allocateFrom(ValueLayout.JAVA_BYTE, message.toByteArray());
            var address = arena.allocate(ValueLayout.JAVA_LONG);
            var length = arena.allocate(ValueLayout.JAVA_LONG);
            var handle = request(bytes, address, length);
            if (handle == INVALID_HANDLE) {
                throw new RoomException("LiveKit's native client refused the request " + message.getMessageCase());
            }
            try {
                return FfiResponse.parseFrom(NativeMemory.bytes(
                        address.get(ValueLayout.JAVA_LONG, 0), length.get(ValueLayout.JAVA_LONG, 0)));
            } finally {
                drop(handle);
            }
        } catch (InvalidProtocolBufferException e) {
            throw new RoomException("LiveKit's native client speaks another protocol. Run: make parts", e);
        }
    }

    /**
     * Sends a request as {@link #request(FfiRequest)} does, from prepared memory and without reading the answer. It
     * makes no object.
     *
     * @param address a word for the answer's address
     * @param length a word for the answer's length
     */
    public boolean send(MemorySegment message, MemorySegment address, MemorySegment length) {
        var handle = request(message, address, length);
        return handle != INVALID_HANDLE && drop(handle);
    }

    private long request(MemorySegment message, MemorySegment address, MemorySegment length) {
        try {
            return (long) request.invokeExact(message, message.byteSize(), address, length);
        } catch (Throwable e) {
            throw new IllegalStateException("livekit_ffi_request failed", e);
        }
    }

    /** Gives a handle back; false if the client does not know it. */
    boolean drop(long handle) {
        try {
            return (boolean) dropHandle.invokeExact(handle);
        } catch (Throwable e) {
            throw new IllegalStateException("livekit_ffi_drop_handle failed", e);
        }
    }

    /** Stops the client; every room must be closed before. */
    void dispose() {
        try {
            dispose.invokeExact();
        } catch (Throwable e) {
            throw new IllegalStateException("livekit_ffi_dispose failed", e);
        }
    }
}
