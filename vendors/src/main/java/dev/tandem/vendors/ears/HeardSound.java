package dev.tandem.vendors.ears;

import okio.ByteString;

/** Follows the audio of a connection: 16 bit, 16 kHz, one channel. Not thread-safe. */
public final class HeardSound {

    private static final int BYTES_A_MS = 32;

    /** A sample that is louder than this is sound. */
    private static final int QUIET = 300;

    private long bytes;
    private long soundedTo;
    private long began = -1;

    /** Takes audio; returns its length, ms. */
    public long take(ByteString audio) {
        boolean sounds = false;
        for (int i = 0; i + 1 < audio.size(); i += 2) {
            int sample = (audio.getByte(i) & 0xff) | audio.getByte(i + 1) << 8;
            sounds |= Math.abs(sample) > QUIET;
        }
        if (sounds && began < 0) {
            began = bytes;
        }
        bytes += audio.size();
        if (sounds) {
            soundedTo = bytes;
        }
        return audio.size() / BYTES_A_MS;
    }

    /** Whether there was sound since the last {@link #over}. */
    public boolean isUnderWay() {
        return began >= 0;
    }

    /** Ends what was under way. */
    public void over() {
        began = -1;
    }

    /** Returns where the audio is, ms. */
    public long at() {
        return bytes / BYTES_A_MS;
    }

    /** Returns where the sound began, ms. */
    public long from() {
        return Math.max(0, began) / BYTES_A_MS;
    }

    /** Returns how long there was sound, ms. */
    public long length() {
        return began < 0 ? 0 : (soundedTo - began) / BYTES_A_MS;
    }

    /** Returns how long it has been silent, ms. */
    public long silence() {
        return (bytes - soundedTo) / BYTES_A_MS;
    }
}
