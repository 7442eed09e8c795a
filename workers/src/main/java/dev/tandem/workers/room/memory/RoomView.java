package dev.tandem.workers.room.memory;

import dev.tandem.workers.room.Room.CallerTrack;
import dev.tandem.workers.room.RoomListener;
import dev.tandem.workflows.command.Operator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Decides what one participant sees of its room: whom it hears, and what else its listener learns. An agent hears its
 * caller, the first participant who is neither an agent nor an operator, and nobody else for the life of the call. A
 * caller hears the agent that came last. Owned by the participant's thread.
 */
final class RoomView {

    private static final String CHAT = "lk.chat";

    private final MemoryRoom self;
    private final RoomListener listener;
    private volatile @Nullable MemoryRoom heard;
    private volatile CallerTrack caller = CallerTrack.NOBODY;

    RoomView(MemoryRoom self, RoomListener listener) {
        this.self = self;
        this.listener = listener;
    }

    CallerTrack caller() {
        return caller;
    }

    boolean hears(MemoryRoom who) {
        return who.equals(heard);
    }

    void joined(MemoryRoom who, Map<String, String> attributes) {
        String identity = who.profile().identity();
        if (takes(who.profile())) {
            caller = new CallerTrack(identity, who.track());
            heard = who;
            if (self.profile().aloud()) {
                who.isAudible();
            }
            if (!who.profile().aloud()) {
                self.isAudible();
            }
            listener.callerJoined(identity);
        }
        if (!attributes.isEmpty()) {
            listener.attributes(identity, attributes);
        }
    }

    private boolean takes(Profile who) {
        if (!self.profile().agent()) {
            return who.agent();
        }
        String known = caller.identity();
        return !who.agent()
                && !who.identity().startsWith(Operator.IDENTITY_PREFIX)
                && (known.isEmpty() || known.equals(who.identity()));
    }

    void gone(MemoryRoom who, Leaving how) {
        if (!hears(who)) {
            return;
        }
        silence();
        if (how.isForGood()) {
            listener.callerLeft(who.profile().identity());
        } else {
            listener.callerLost(who.profile().identity());
        }
    }

    /** Ends the view: the participant itself is out of the room. */
    void out(Leaving how) {
        silence();
        switch (how) {
            case CLOSED -> {
                // A participant who closes its room hears nothing more of it.
            }
            case REPLACED -> listener.evicted();
            case REMOVED, LOST -> listener.disconnected(how.reason());
        }
    }

    /** Stops hearing anybody. It stays known who was heard. */
    private void silence() {
        heard = null;
        caller = new CallerTrack(caller.identity(), "");
    }

    void attributes(MemoryRoom of, Map<String, String> changed) {
        listener.attributes(of.profile().identity(), changed);
    }

    void text(MemoryRoom by, String topic, String text, Map<String, String> attributes) {
        if (!topic.equals(CHAT)) {
            listener.text(topic, by.profile().identity(), text, attributes);
        } else if (isCaller(by)) {
            listener.chat(text);
        }
    }

    void key(MemoryRoom by, char key) {
        if (isCaller(by)) {
            listener.dtmf(String.valueOf(key));
        }
    }

    private boolean isCaller(MemoryRoom who) {
        return who.profile().identity().equals(caller.identity());
    }
}
