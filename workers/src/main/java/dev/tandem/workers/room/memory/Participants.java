package dev.tandem.workers.room.memory;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Keeps the participants of one room, in the order in which they came. What happens is put into everybody's queue under
 * one lock, so that all see it in the same order. No listener runs under the lock.
 */
final class Participants {

    private final String name;

    /** The participants with their attributes. */
    private final Map<MemoryRoom, Map<String, String>> present = new LinkedHashMap<>();

    /** The participants who hear audio, which takes no lock. The array is copied when one comes or goes. */
    private volatile MemoryRoom[] hearers = {};

    Participants(String name) {
        this.name = name;
    }

    String name() {
        return name;
    }

    synchronized boolean isEmpty() {
        return present.isEmpty();
    }

    synchronized Optional<MemoryRoom> named(String identity) {
        return present.keySet().stream()
                .filter(one -> one.profile().identity().equals(identity))
                .findFirst();
    }

    /** Adds a participant. The one who joins last has the identity. */
    synchronized void add(MemoryRoom newcomer, Map<String, String> attributes) {
        named(newcomer.profile().identity()).ifPresent(before -> remove(before, Leaving.REPLACED));
        Map<String, String> its = Map.copyOf(attributes);
        present.forEach((one, theirs) -> {
            newcomer.tell(seen -> seen.joined(one, theirs));
            one.tell(seen -> seen.joined(newcomer, its));
        });
        present.put(newcomer, its);
        count();
    }

    /** Removes a participant. Does nothing for one who has left. */
    synchronized void remove(MemoryRoom leaver, Leaving how) {
        if (present.remove(leaver) != null) {
            count();
            leaver.left(how);
            present.keySet().forEach(one -> one.tell(seen -> seen.gone(leaver, how)));
        }
    }

    /** Sets attributes. An attribute that is set to the empty string is removed, and reported as empty. */
    synchronized void attributes(MemoryRoom of, Map<String, String> set) {
        Map<String, String> before = present.get(of);
        if (before == null) {
            return;
        }
        Map<String, String> now = new LinkedHashMap<>(before);
        Map<String, String> changed = new LinkedHashMap<>();
        set.forEach((key, value) -> {
            if (!now.getOrDefault(key, "").equals(value)) {
                now.put(key, value);
                changed.put(key, value);
            }
        });
        now.values().removeIf(String::isEmpty);
        present.put(of, Map.copyOf(now));
        if (!changed.isEmpty()) {
            others(of, seen -> seen.attributes(of, Map.copyOf(changed)));
        }
    }

    /** Reports to the others what a participant does, if it is still there. */
    synchronized void happens(MemoryRoom by, Consumer<RoomView> event) {
        if (present.containsKey(by)) {
            others(by, event);
        }
    }

    /** Lets the others hear a frame. */
    void sounds(MemoryRoom by, short[] samples) {
        for (MemoryRoom one : hearers) {
            one.hear(by, samples);
        }
    }

    private void others(MemoryRoom than, Consumer<RoomView> event) {
        for (MemoryRoom one : present.keySet()) {
            if (!one.equals(than)) {
                one.tell(event);
            }
        }
    }

    private void count() {
        hearers = present.keySet().toArray(MemoryRoom[]::new);
    }
}
