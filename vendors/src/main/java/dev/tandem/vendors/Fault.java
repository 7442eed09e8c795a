package dev.tandem.vendors;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something that goes wrong in one exchange with a vendor's server. Of an answer that comes in parts (events of a
 * stream, messages of a WebSocket), {@code after} says how many of them come before.
 */
public sealed interface Fault {

    /** Nothing goes wrong: for an exchange between two that fail. */
    record None() implements Fault {}

    /**
     * The answer is an error, also where a WebSocket was asked for.
     *
     * @param body null for the error that the vendor documents for this status
     */
    record Status(
            int code, Map<String, String> headers, @Nullable String body) implements Fault {

        public Status {
            headers = Map.copyOf(headers);
        }

        /** Returns the same error with one more header, such as {@code Retry-After}. */
        public Status with(String header, String value) {
            Map<String, String> more = new LinkedHashMap<>(headers);
            more.put(header, value);
            return new Status(code, more, body);
        }

        /** Returns the same error with this body. */
        public Status saying(String text) {
            return new Status(code, headers, text);
        }
    }

    /** The request is taken, and nothing ever comes back: no head of an answer, no upgrade. */
    record NoAnswer() implements Fault {}

    /** The whole answer comes, but so late. */
    record Late(Duration by) implements Fault {}

    /** The answer stops and its connection stays open. */
    record Hang(int after) implements Fault {}

    /** The connection is reset. */
    record Reset(int after) implements Fault {}

    /**
     * One part is not what was promised. The answer goes on behind it.
     *
     * @param part what stands in the place of the part
     */
    record Malformed(int after, String part) implements Fault {}

    /** Bytes that no WebSocket may send come instead of a message: a reserved opcode. */
    record BrokenFrame(int after) implements Fault {}

    /** The answer ends properly before it is complete: the last chunk of a body, or a WebSocket closed with 1000. */
    record CutShort(int after) implements Fault {}

    /** The WebSocket is closed with this code. */
    record CloseCode(int after, int code, String reason) implements Fault {}

    /** Every part waits so long. */
    record SlowDrip(Duration each) implements Fault {}

    static Fault none() {
        return new None();
    }

    static Status status(int code) {
        return new Status(code, Map.of(), null);
    }

    static Fault noAnswer() {
        return new NoAnswer();
    }

    static Fault late(Duration by) {
        return new Late(by);
    }

    static Fault hang(int after) {
        return new Hang(after);
    }

    static Fault reset(int after) {
        return new Reset(after);
    }

    static Fault malformed(int after, String part) {
        return new Malformed(after, part);
    }

    static Fault brokenFrame(int after) {
        return new BrokenFrame(after);
    }

    static Fault cutShort(int after) {
        return new CutShort(after);
    }

    static Fault closeCode(int after, int code, String reason) {
        return new CloseCode(after, code, reason);
    }

    static Fault slowDrip(Duration each) {
        return new SlowDrip(each);
    }
}
