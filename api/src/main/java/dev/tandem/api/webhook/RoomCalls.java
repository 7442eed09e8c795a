package dev.tandem.api.webhook;

import dev.tandem.api.call.RoomCall;
import dev.tandem.api.call.RoomCallService;
import dev.tandem.api.data.tenant.Tenant;
import dev.tandem.api.data.tenant.Tenants;
import dev.tandem.api.http.problem.ApiProblem;
import dev.tandem.api.livekit.rooms.LiveKitRoomClient;
import dev.tandem.api.webhook.RoomNews.Answered;
import dev.tandem.api.webhook.RoomNews.CallerJoined;
import dev.tandem.api.webhook.RoomNews.CallerLeft;
import dev.tandem.api.webhook.RoomNews.Finished;
import dev.tandem.api.webhook.RoomNews.Nothing;
import dev.tandem.api.webhook.RoomNews.PhoneCall;
import dev.tandem.api.webhook.RoomNews.Room;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;

/** Starts and ends calls as LiveKit's webhooks say. */
@Service
class RoomCalls {

    private static final Logger log = LoggerFactory.getLogger(RoomCalls.class);

    private static final String CALLER_LEFT = "caller_left";
    private static final String ROOM_FINISHED = "room_finished";
    private static final String NOBODY = "";

    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private final DialledNumbers numbers;
    private final Tenants tenants;
    private final RoomCallService calls;
    private final LiveKitRoomClient rooms;
    private final boolean declining;

    /** @param declining whether phone calls that nobody answers are declined */
    RoomCalls(
            DialledNumbers numbers,
            Tenants tenants,
            RoomCallService calls,
            LiveKitRoomClient rooms,
            @Value("${tandem.decline-unanswered}") boolean declining) {
        this.numbers = numbers;
        this.tenants = tenants;
        this.calls = calls;
        this.rooms = rooms;
        this.declining = declining;
    }

    /** @throws ApiProblem 503 if Temporal or LiveKit does not answer; LiveKit sends the webhook again then */
    void hear(RoomNews news) {
        switch (news) {
            case PhoneCall phoneCall -> phoneCall(phoneCall);
            case Answered(Room room) ->
                whose(room).ifPresent(tenant -> Tenant.run(tenant.id(), () -> calls.answered(room.sid())));
            case CallerJoined(Room room) ->
                whose(room)
                        .ifPresent(tenant ->
                                Tenant.run(tenant.id(), () -> calls.joined(room.sid(), room.name(), tenant.id())));
            case CallerLeft(Room room, String participant) -> end(room, participant, CALLER_LEFT);
            case Finished(Room room) -> finished(room);
            case Nothing() -> {}
        }
    }

    /** Records a call also when the first webhook says that the caller has left: they have called all the same. */
    private void phoneCall(PhoneCall phoneCall) {
        Room room = phoneCall.room();
        RoomCall call = new RoomCall(room.sid(), room.name(), phoneCall.sipCall());
        boolean taken = numbers.answering(phoneCall.number(), phoneCall.trunk())
                .map(to -> Tenant.call(
                        to.organization(), () -> calls.takeUp(call, to.organization(), to.slug(), to.workflow())))
                .orElse(false);
        if (phoneCall.left()) {
            hungUp(phoneCall);
        } else if (!taken) {
            decline(phoneCall);
        }
    }

    private void hungUp(PhoneCall phoneCall) {
        Room room = phoneCall.room();
        boolean answered = whose(room)
                .map(tenant -> Tenant.call(tenant.id(), () -> calls.wasAnswered(room.sid())))
                .orElse(true);
        end(room, phoneCall.participant(), answered ? CALLER_LEFT : RoomCall.CANCELLED);
    }

    /** Declines a phone call that nobody answers, because the phone would ring on. */
    private void decline(PhoneCall phoneCall) {
        Room room = phoneCall.room();
        if (whose(room).isPresent()) {
            return;
        }
        boolean declined = declining && isStillThere(room) && close(room);
        log.atWarn()
                .addKeyValue("dialled", phoneCall.number().text())
                .addKeyValue("trunk", phoneCall.trunk())
                .addKeyValue("room", room.sid())
                .addKeyValue("declined", declined)
                .log("nobody answers the number that was dialled");
    }

    /**
     * Ends the call of a room unless the webhook tells of an earlier stay: of somebody who has come back, or of an
     * earlier room of this name. Who is in the room now decides.
     */
    private void end(Room room, String leaver, String reason) {
        whose(room)
                .filter(tenant -> isOver(room, leaver))
                .ifPresent(tenant -> Tenant.run(
                        tenant.id(), () -> calls.end(room.sid(), room.name(), tenant.id(), tenant.slug(), reason)));
    }

    private void finished(Room room) {
        whose(room)
                .filter(tenant -> isOver(room, NOBODY))
                .ifPresent(tenant -> Tenant.run(
                        tenant.id(),
                        () -> calls.finished(room.sid(), room.name(), tenant.id(), tenant.slug(), ROOM_FINISHED)));
    }

    private Optional<Tenants.Named> whose(Room room) {
        return tenants.ofRoom(room.name(), RoomCall.id(room.sid()))
                .flatMap(organization -> tenants.named(organization.toString()));
    }

    private boolean isOver(Room room, String leaver) {
        try {
            return rooms.now(room.name())
                    .map(now -> now.sid().equals(room.sid())
                            && now.callers().stream().allMatch(leaver::equals))
                    .orElse(true);
        } catch (IOException away) {
            throw liveKitAway(away);
        }
    }

    private boolean isStillThere(Room room) {
        try {
            return rooms.now(room.name())
                    .filter(now -> now.sid().equals(room.sid()))
                    .isPresent();
        } catch (IOException away) {
            throw liveKitAway(away);
        }
    }

    private boolean close(Room room) {
        try {
            return rooms.close(room.name());
        } catch (IOException away) {
            throw liveKitAway(away);
        }
    }

    private static ApiProblem liveKitAway(IOException away) {
        return ApiProblem.unavailable(
                "livekit-unavailable",
                "LiveKit does not say who is in the room of this webhook. Send it again.",
                RETRY_AFTER,
                away);
    }
}
