package dev.tandem.workers.room.livekit.ffi;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** Reads memory to which the native client points. An address is valid only as long as the client says. */
final class NativeMemory {

    /** The whole memory. Reading at an address in it makes no object, which the audio path needs. */
    private static final MemorySegment ALL = MemorySegment.NULL.reinterpret(Long.MAX_VALUE);

    private NativeMemory() {}

    static byte at(long address) {
        return ALL.get(ValueLayout.JAVA_BYTE, address);
    }

    static byte[] bytes(long address, long length) {
        return ALL.asSlice(address, length).toArray(ValueLayout.JAVA_BYTE);
    }

    static void samples(long address, short[] target, int length) {
        MemorySegment.copy(ALL, ValueLayout.JAVA_SHORT_UNALIGNED, address, target, 0, length);
    }
}
