package dev.tandem.workers.room.livekit.ffi;

/**
 * Reads a protobuf message in place, field by field, for the events that come a hundred times a second in each call.
 * One reader serves one message after another. Wire format: protobuf.dev/programming-guides/encoding.
 */
final class WireReader {

    private static final int VARINT = 0;
    private static final int FIXED64 = 1;
    private static final int DELIMITED = 2;
    private static final int FIXED32 = 5;

    private long end;
    private long position;
    private int wireType;

    /** Reads this message from here on. */
    WireReader over(long address, long length) {
        position = address;
        end = address + length;
        return this;
    }

    /** Returns the number of the next field, 0 at the end of the message. Each field must then be read or skipped. */
    int field() {
        if (position >= end) {
            return 0;
        }
        var tag = varint();
        wireType = (int) tag & 7;
        return (int) (tag >>> 3);
    }

    long varint() {
        var value = 0L;
        for (var shift = 0; shift < Long.SIZE && position < end; shift += 7) {
            var next = NativeMemory.at(position++);
            value |= (next & 0x7FL) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new IllegalStateException("broken number in an event of LiveKit's native client");
    }

    /**
     * Enters the message that is the field's value.
     *
     * @return a value for {@link #leave}
     */
    long enter() {
        var length = varint();
        var outer = end;
        var start = position;
        advance(length);
        position = start;
        end = start + length;
        return outer;
    }

    /** Continues after that message. */
    void leave(long outer) {
        position = end;
        end = outer;
    }

    void skip() {
        switch (wireType) {
            case VARINT -> varint();
            case FIXED64 -> advance(Long.BYTES);
            case FIXED32 -> advance(Integer.BYTES);
            case DELIMITED -> advance(varint());
            default ->
                throw new IllegalStateException("wire type " + wireType + " in an event of LiveKit's native client");
        }
    }

    private void advance(long length) {
        if (length < 0 || length > end - position) {
            throw new IllegalStateException("cut event of LiveKit's native client");
        }
        position += length;
    }
}
