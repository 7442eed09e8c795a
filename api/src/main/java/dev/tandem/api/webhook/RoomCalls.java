package dev.tandem.api.webhook;

import dev.tandem.api.call.RoomCall;
import dev.tandem.api.call.RoomCallService;
import dev.tandem.api.data.tenant.Tenant;
import dev.tandem.api.data.tenant.Tenants;
import dev.tandem.api.webhook.RoomNews.CallerLeft;
import dev.tandem.api.webhook.RoomNews.Finished;
import dev.tandem.api.webhook.RoomNews.Nothing;
import dev.tandem.api.webhook.RoomNews.PhoneCall;
import dev.tandem.api.webhook.RoomNews.Room;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/** Starts and ends calls as LiveKit's webhooks say. */
@Service
class RoomCalls {

    private static final Logger log = LoggerFactory.getLogger(RoomCalls.class);

    private static final String CALLER_LEFT = "caller_left";
    private static final String ROOM_FINISHED = "room_finished";

    private final DialledNumbers numbers;
    private final Tenants tenants;
    private final RoomCallService calls;

    RoomCalls(DialledNumbers numbers, Tenants tenants, RoomCallService calls) {
        this.numbers = numbers;
        this.tenants = tenants;
        this.calls = calls;
    }

    void hear(RoomNews news) {
        switch (news) {
            case PhoneCall phoneCall -> phoneCall(phoneCall);
            case CallerLeft(Room room) -> end(room, CALLER_LEFT);
            case Finished(Room room) -> end(room, ROOM_FINISHED);
            case Nothing() -> {}
        }
    }

    /** Records a call also when the first webhook says that the caller has left: they have called all the same. */
    private void phoneCall(PhoneCall phoneCall) {
        Room room = phoneCall.room();
        RoomCall call = new RoomCall(room.sid(), room.name(), phoneCall.sipCall());
        numbers.answering(phoneCall.number())
                .ifPresentOrElse(
                        answering -> Tenant.run(answering.organization(), () -> {
                            calls.takeUp(call, answering.organization(), answering.slug(), answering.workflow());
                        }),
                        () -> log.warn("nobody answers the number that was dialled into the room {}", room.sid()));
        if (phoneCall.left()) {
            end(room, CALLER_LEFT);
        }
    }

    private void end(Room room, String reason) {
        tenants.ofRoom(room.name())
                .flatMap(organization -> tenants.named(organization.toString()))
                .ifPresent(tenant -> Tenant.run(
                        tenant.id(), () -> calls.end(room.sid(), room.name(), tenant.id(), tenant.slug(), reason)));
    }
}
