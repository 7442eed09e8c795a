package dev.tandem.workers.room.livekit.ffi;

import com.google.protobuf.Message;
import dev.tandem.livekit.proto.FfiOwnedHandle;
import dev.tandem.livekit.proto.LocalTrackRepublished;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongConsumer;

/**
 * Holds the native handles of one participant. Every handle in a message of the client is ours to give back, even of
 * things that nobody asked for. What is not kept is dropped as soon as its message has been handled.
 */
public final class OwnedHandles {

    private final FfiLibrary library;
    private final Set<Long> kept = ConcurrentHashMap.newKeySet();
    private final Set<Long> givenAway = ConcurrentHashMap.newKeySet();

    public OwnedHandles(FfiLibrary library) {
        this.library = library;
    }

    public long keep(FfiOwnedHandle handle) {
        kept.add(handle.getId());
        return handle.getId();
    }

    /** Leaves a handle to the client, which takes it with the request that names it. */
    public void giveAway(FfiOwnedHandle handle) {
        givenAway.add(handle.getId());
    }

    /** Gives a handle back. Does nothing for 0 and for one that is already gone. */
    public void drop(long handle) {
        if (kept.remove(handle)) {
            library.drop(handle);
        }
    }

    /** Gives back the handles of a message that nobody kept or gave away. */
    public void dropUnkept(Message message) {
        visit(message, handle -> {
            if (!kept.contains(handle) && !givenAway.remove(handle)) {
                library.drop(handle);
            }
        });
    }

    public void dropAll() {
        kept.forEach(this::drop);
    }

    public int count() {
        return kept.size();
    }

    /** Visits every owned handle anywhere in a message. */
    static void visit(Message message, LongConsumer visitor) {
        if (message instanceof FfiOwnedHandle handle) {
            visitor.accept(handle.getId());
            return;
        }
        if (message instanceof LocalTrackRepublished republished) {
            // This is declared as a plain number, but it is a new handle that the client waits to get back (as of
            // 0.13.2).
            visitor.accept(republished.getPublicationHandle());
            return;
        }
        for (var value : message.getAllFields().values()) {
            if (value instanceof Message nested) {
                visit(nested, visitor);
            } else if (value instanceof List<?> values) {
                values.forEach(element -> {
                    if (element instanceof Message nested) {
                        visit(nested, visitor);
                    }
                });
            }
        }
    }
}
