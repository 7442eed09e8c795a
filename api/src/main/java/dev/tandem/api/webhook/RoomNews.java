package dev.tandem.api.webhook;

import dev.tandem.api.phonenumber.DialledNumber;
import java.util.Optional;
import livekit.LivekitModels.DisconnectReason;
import livekit.LivekitModels.ParticipantInfo;
import livekit.LivekitWebhook.WebhookEvent;

/** Says what a webhook means for a call. */
sealed interface RoomNews {

    /** @param sid id of this room; another room of the same name has another sid */
    record Room(String name, String sid) {}

    /**
     * Somebody who dialled a number is in a room, or was in it.
     *
     * @param participant id of this stay in the room
     * @param trunk LiveKit's id of the SIP trunk that the call came in on; empty: LiveKit does not say
     * @param sipCall LiveKit's id of the phone call
     * @param left whether the caller is gone for good
     */
    record PhoneCall(Room room, String participant, DialledNumber number, String trunk, String sipCall, boolean left)
            implements RoomNews {}

    /**
     * The caller has hung up.
     *
     * @param participant id of the stay in the room that is over
     */
    record CallerLeft(Room room, String participant) implements RoomNews {}

    /** The caller has come. */
    record CallerJoined(Room room) implements RoomNews {}

    /** An agent can be heard in the room: a phone that rang is answered by that. */
    record Answered(Room room) implements RoomNews {}

    /** The room is gone. */
    record Finished(Room room) implements RoomNews {}

    /** The webhook means nothing for a call. */
    record Nothing() implements RoomNews {}

    static RoomNews of(WebhookEvent event) {
        Room room = new Room(event.getRoom().getName(), event.getRoom().getSid());
        ParticipantInfo participant = event.getParticipant();
        return switch (event.getEvent()) {
            case "participant_joined" -> phoneCall(room, participant, false).orElseGet(() -> joined(room, participant));
            case "participant_left" -> left(room, participant);
            case "track_published" -> isAgent(participant) ? new Answered(room) : new Nothing();
            case "room_finished" -> new Finished(room);
            default -> new Nothing();
        };
    }

    private static RoomNews joined(Room room, ParticipantInfo participant) {
        return isCaller(participant) ? new CallerJoined(room) : new Nothing();
    }

    /**
     * Classifies why a participant left. A caller whose connection was lost may come back, and the worker waits for
     * them.
     */
    private static RoomNews left(Room room, ParticipantInfo participant) {
        boolean forGood = switch (participant.getDisconnectReason()) {
            case CLIENT_INITIATED, PARTICIPANT_REMOVED, ROOM_DELETED, ROOM_CLOSED, USER_UNAVAILABLE, USER_REJECTED ->
                true;
            default -> participant.getDisconnectReason() == DisconnectReason.SIP_TRUNK_FAILURE;
        };
        Optional<RoomNews> phoneCall = phoneCall(room, participant, forGood);
        if (phoneCall.isPresent()) {
            return phoneCall.get();
        }
        return forGood && isCaller(participant) ? new CallerLeft(room, participant.getSid()) : new Nothing();
    }

    private static Optional<RoomNews> phoneCall(Room room, ParticipantInfo participant, boolean left) {
        if (participant.getKind() != ParticipantInfo.Kind.SIP) {
            return Optional.empty();
        }
        return Optional.of(new PhoneCall(
                room,
                participant.getSid(),
                DialledNumber.of(participant.getAttributesOrDefault("sip.trunkPhoneNumber", "")),
                participant.getAttributesOrDefault("sip.trunkID", ""),
                participant.getAttributesOrDefault("sip.callID", participant.getSid()),
                left));
    }

    private static boolean isAgent(ParticipantInfo participant) {
        return participant.getKind() == ParticipantInfo.Kind.AGENT;
    }

    private static boolean isCaller(ParticipantInfo participant) {
        return participant.getKind() == ParticipantInfo.Kind.STANDARD
                && participant.getIdentity().equals("caller");
    }
}
