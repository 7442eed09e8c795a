package dev.tandem.workers.room.livekit;

import dev.tandem.livekit.proto.DisconnectReason;
import dev.tandem.livekit.proto.ParticipantKind;
import dev.tandem.workflows.command.Operator;
import org.jspecify.annotations.Nullable;

/** Chooses the participant that is listened to, and classifies why it left. */
enum ParticipantSelection {
    /**
     * An agent hears its caller: the first participant who is neither an agent nor an operator. It hears nobody else
     * for the life of the call.
     */
    CALLER {
        @Override
        boolean accepts(ParticipantKind kind) {
            return switch (kind) {
                // A phone, and whatever else LiveKit bridges in, is a caller as much as a browser is.
                case PARTICIPANT_KIND_STANDARD,
                        PARTICIPANT_KIND_SIP,
                        PARTICIPANT_KIND_CONNECTOR,
                        PARTICIPANT_KIND_BRIDGE -> true;
                case PARTICIPANT_KIND_AGENT, PARTICIPANT_KIND_INGRESS, PARTICIPANT_KIND_EGRESS -> false;
            };
        }

        @Override
        boolean takes(String identity, @Nullable String known) {
            boolean caller = !identity.startsWith(Operator.IDENTITY_PREFIX);
            return caller && (known == null || known.equals(identity));
        }
    },

    /** A caller hears the agent that came last, because one that takes a call over may have another identity. */
    AGENT {
        @Override
        boolean accepts(ParticipantKind kind) {
            return kind == ParticipantKind.PARTICIPANT_KIND_AGENT;
        }

        @Override
        boolean takes(String identity, @Nullable String known) {
            return true;
        }
    };

    abstract boolean accepts(ParticipantKind kind);

    /** @param known who was listened to so far, even if they are gone; null if nobody was */
    abstract boolean takes(String identity, @Nullable String known);

    /**
     * Whether a participant that left for this reason left for good. The others lost the connection and may come back.
     */
    static boolean leftForGood(DisconnectReason reason) {
        return switch (reason) {
            case CLIENT_INITIATED,
                    PARTICIPANT_REMOVED,
                    ROOM_DELETED,
                    ROOM_CLOSED,
                    USER_UNAVAILABLE,
                    USER_REJECTED,
                    SIP_TRUNK_FAILURE -> true;
            case UNKNOWN_REASON,
                    DUPLICATE_IDENTITY,
                    SERVER_SHUTDOWN,
                    STATE_MISMATCH,
                    JOIN_FAILURE,
                    MIGRATION,
                    SIGNAL_CLOSE,
                    CONNECTION_TIMEOUT,
                    MEDIA_FAILURE,
                    AGENT_ERROR -> false;
        };
    }
}
