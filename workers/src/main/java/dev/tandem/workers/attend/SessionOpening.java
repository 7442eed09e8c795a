package dev.tandem.workers.attend;

import dev.tandem.workers.live.CallSession;
import dev.tandem.workers.live.SessionParts;
import dev.tandem.workers.room.Room;
import dev.tandem.workers.room.Rooms;
import dev.tandem.workflows.protocol.Lease;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Brings a session up: the conversation is fetched, and the session stands, while the room is joined. */
final class SessionOpening {

    /** Identity of the agent participant in every room: the last joiner takes the place. */
    private static final String IDENTITY = "agent";

    /** An acknowledgement that is older than this says nothing about now, ns. */
    private static final long JUST_BEFORE = 500_000_000;

    private static final Duration ACKNOWLEDGED = Duration.ofSeconds(2);

    private final Conversations conversations;
    private final WorkflowSignals workflows;
    private final Rooms rooms;
    private final SessionParts aloud;
    private final SessionParts inWriting;
    private final Executor sideBySide =
            task -> Thread.ofVirtual().name("opening").start(task);

    SessionOpening(Conversations conversations, WorkflowSignals workflows, Rooms rooms, SessionParts parts) {
        this.conversations = conversations;
        this.workflows = workflows;
        this.rooms = rooms;
        this.aloud = parts;
        this.inWriting = parts.inWriting();
    }

    /** A session, and the room that it is in, or will be. */
    record Opened(CallSession session, PendingRoom room) {

        /** Clients see which attendance holds the room. */
        void attendedAs(int number) {
            room.attributes(Map.of("tandem.attendance", Integer.toString(number)));
        }
    }

    /**
     * @param wanted whether the call is still to be attended: its version may come later than its attendance
     * @throws RuntimeException if there is no such call
     */
    Opened open(Lease attendance, HeartbeatSender heartbeats, BooleanSupplier wanted) {
        BufferedRoomListener vestibule = new BufferedRoomListener();
        CompletableFuture<Room> joining =
                CompletableFuture.supplyAsync(() -> join(attendance, heartbeats, vestibule), sideBySide);
        PendingRoom room = new PendingRoom(joining);
        try {
            Conversations.Known call = conversations.fetch(
                    attendance.workflowId(), () -> wanted.getAsBoolean() && !joining.isCompletedExceptionally());
            SessionParts parts = attendance.isSpoken() ? aloud : inWriting;
            CallSession session = new CallSession(
                    attendance,
                    call.conversation(),
                    call.graph(),
                    parts,
                    heartbeats,
                    (turn, step) -> workflows.interruptTools(attendance, turn, step),
                    listener -> {
                        vestibule.open(listener);
                        return room;
                    });
            return new Opened(session, room);
        } catch (RuntimeException fault) {
            room.close();
            throw fault;
        }
    }

    private Room join(Lease attendance, HeartbeatSender heartbeats, BufferedRoomListener vestibule) {
        Rooms.Fence fence = () -> fence(heartbeats);
        Map<String, String> attributes =
                Map.of("lk.agent.state", "initializing", "tandem.attendance", Integer.toString(attendance.number()));
        return attendance.isSpoken()
                ? rooms.join(attendance.room(), IDENTITY, attributes, fence, vestibule)
                : rooms.joinInWriting(attendance.room(), IDENTITY, attributes, fence, vestibule);
    }

    /** A process that stood still since its last acknowledgement asks again before it joins. */
    private static void fence(HeartbeatSender heartbeats) {
        if (System.nanoTime() - heartbeats.acknowledgedAt() > JUST_BEFORE) {
            heartbeats
                    .record()
                    .orTimeout(ACKNOWLEDGED.toMillis(), TimeUnit.MILLISECONDS)
                    .join();
        }
    }
}
