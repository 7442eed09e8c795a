package dev.tandem.api.edge.connection;

import java.util.HashMap;
import java.util.Map;

/** Counts the bytes of the bodies that are being read, in all and by the address that they come from. */
final class BytesInFlight {

    private final long most;
    private final long mostOfAddress;
    private final Map<String, Long> ofAddresses = new HashMap<>();
    private long all;

    BytesInFlight(long most, long mostOfAddress) {
        this.most = most;
        this.mostOfAddress = mostOfAddress;
    }

    /** Says whether a body may be read. */
    enum Verdict {
        /** It may; {@link BytesInFlight#release} it afterwards. */
        READ,
        /** The address sends as many bytes as it may. */
        ADDRESS_IS_FULL,
        /** The process reads as many bytes as it may. */
        ALL_IS_FULL
    }

    /** Reserves the bytes of a body if there is room for them. */
    synchronized Verdict reserve(String address, long bytes) {
        long ofAddress = ofAddresses.getOrDefault(address, 0L);
        if (ofAddress + bytes > mostOfAddress) {
            return Verdict.ADDRESS_IS_FULL;
        }
        if (all + bytes > most) {
            return Verdict.ALL_IS_FULL;
        }
        ofAddresses.put(address, ofAddress + bytes);
        all += bytes;
        return Verdict.READ;
    }

    /** Gives back what {@link #reserve} reserved. */
    synchronized void release(String address, long bytes) {
        all -= bytes;
        ofAddresses.computeIfPresent(address, (known, reserved) -> reserved > bytes ? reserved - bytes : null);
    }

    synchronized long all() {
        return all;
    }
}
