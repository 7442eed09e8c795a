package dev.tandem.workers.attend;

import dev.tandem.workers.live.CallReports;
import dev.tandem.workers.live.CallSession;
import dev.tandem.workers.live.SessionParts;
import dev.tandem.workers.log.CallLog;
import dev.tandem.workers.room.Room;
import dev.tandem.workers.room.Rooms;
import dev.tandem.workflows.protocol.Lease;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Opens a session. It fetches the conversation and builds the session while the room is being joined. */
final class SessionOpening {

    /**
     * Identity of the agent participant in every room. The last process that joins takes the place of the one before.
     */
    private static final String IDENTITY = "agent";

    /** An acknowledgement that is older than this does not show that the lease is still held, ns. */
    private static final long JUST_BEFORE = 500_000_000;

    private static final Duration ACKNOWLEDGED = Duration.ofSeconds(2);

    private final Conversations conversations;
    private final Rooms rooms;
    private final Rooms memory;
    private final SessionParts aloud;
    private final SessionParts inWriting;
    private final Executor sideBySide =
            task -> Thread.ofVirtual().name("opening").start(CallLog.inherited(task));

    /** @param memory the rooms of calls whose caller is not at a server */
    SessionOpening(Conversations conversations, Rooms rooms, Rooms memory, SessionParts parts) {
        this.conversations = conversations;
        this.rooms = rooms;
        this.memory = memory;
        this.aloud = parts;
        this.inWriting = parts.inWriting();
    }

    /** A session, and the room that it is in, or will be in. */
    record Opened(CallSession session, PendingRoom room) {

        /** Shows clients which attendance holds the room. */
        void attendedAs(int number) {
            room.attributes(Map.of("tandem.attendance", Integer.toString(number)));
        }
    }

    /**
     * Opens a session.
     *
     * @param reports tells the workflow of the call what happens
     * @param wanted whether the call is still to be attended: its version may come later than its attendance
     * @throws RuntimeException if there is no such call
     */
    Opened open(Lease lease, HeartbeatSender heartbeats, CallReports reports, BooleanSupplier wanted) {
        BufferedRoomListener buffer = new BufferedRoomListener();
        CompletableFuture<Room> joining =
                CompletableFuture.supplyAsync(() -> join(lease, heartbeats, buffer), sideBySide);
        PendingRoom room = new PendingRoom(joining);
        try {
            Conversations.Known call = conversations.fetch(
                    lease.workflowId(), () -> wanted.getAsBoolean() && !joining.isCompletedExceptionally());
            SessionParts parts = lease.isSpoken() ? aloud : inWriting;
            CallSession session =
                    new CallSession(lease, call.conversation(), call.graph(), parts, heartbeats, reports, listener -> {
                        buffer.open(listener);
                        return room;
                    });
            return new Opened(session, room);
        } catch (RuntimeException | Error fault) {
            room.close();
            throw fault;
        }
    }

    private Room join(Lease lease, HeartbeatSender heartbeats, BufferedRoomListener buffer) {
        Rooms.Fence fence = () -> fence(heartbeats);
        Map<String, String> attributes =
                Map.of("lk.agent.state", "initializing", "tandem.attendance", Integer.toString(lease.number()));
        if (lease.atNoServer()) {
            return memory.joinInWriting(lease.room(), IDENTITY, attributes, fence, buffer);
        }
        return lease.isSpoken()
                ? rooms.join(lease.room(), IDENTITY, attributes, fence, buffer)
                : rooms.joinInWriting(lease.room(), IDENTITY, attributes, fence, buffer);
    }

    /**
     * Checks the lease before the room is joined: a process that stood still since its last acknowledgement sends a
     * heartbeat first.
     */
    private static void fence(HeartbeatSender heartbeats) {
        if (System.nanoTime() - heartbeats.acknowledgedAt() > JUST_BEFORE) {
            heartbeats
                    .record()
                    .orTimeout(ACKNOWLEDGED.toMillis(), TimeUnit.MILLISECONDS)
                    .join();
        }
    }
}
