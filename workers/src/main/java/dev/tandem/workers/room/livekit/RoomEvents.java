package dev.tandem.workers.room.livekit;

import dev.tandem.livekit.proto.AttributesEntry;
import dev.tandem.livekit.proto.ConnectCallback;
import dev.tandem.livekit.proto.DataPacketReceived;
import dev.tandem.livekit.proto.DisconnectReason;
import dev.tandem.livekit.proto.ParticipantInfo;
import dev.tandem.livekit.proto.RoomEvent;
import dev.tandem.workers.room.RoomListener;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Handles the events of a room. Owned by the room's thread. */
final class RoomEvents {

    /** A caller who is there hears us within this time, or has chosen not to, ms. */
    private static final long AUDIBLE_MS = 1_000;

    private final Connection connection;
    private final HeardParticipant heard;
    private final TextStreams texts;
    private final RoomListener listener;
    private final CompletableFuture<Void> audible;

    /** @param audible completes when our own track is heard */
    RoomEvents(
            Connection connection,
            HeardParticipant heard,
            TextStreams texts,
            RoomListener listener,
            CompletableFuture<Void> audible) {
        this.connection = connection;
        this.heard = heard;
        this.texts = texts;
        this.listener = listener;
        this.audible = audible;
    }

    /** Takes those who were in the room before us. The first of them is heard. */
    void present(List<ConnectCallback.ParticipantWithTracks> participants) {
        participants.stream()
                .sorted(Comparator.comparingLong((ConnectCallback.ParticipantWithTracks p) ->
                        p.getParticipant().getInfo().getJoinedAt()))
                .forEach(participant -> {
                    var info = participant.getParticipant().getInfo();
                    joined(info);
                    participant
                            .getPublicationsList()
                            .forEach(publication -> heard.published(info.getIdentity(), publication));
                });
    }

    void handle(RoomEvent event) {
        switch (event.getMessageCase()) {
            case PARTICIPANT_CONNECTED ->
                joined(event.getParticipantConnected().getInfo().getInfo());
            case PARTICIPANT_DISCONNECTED -> {
                var gone = event.getParticipantDisconnected();
                heard.gone(gone.getParticipantIdentity(), gone.getDisconnectReason());
            }
            case PARTICIPANT_ATTRIBUTES_CHANGED -> {
                var changed = event.getParticipantAttributesChanged();
                if (!changed.getParticipantIdentity().equals(connection.identity())) {
                    listener.attributes(changed.getParticipantIdentity(), map(changed.getChangedAttributesList()));
                }
            }
            case TRACK_PUBLISHED -> {
                var published = event.getTrackPublished();
                heard.published(published.getParticipantIdentity(), published.getPublication());
            }
            case TRACK_UNPUBLISHED -> {
                var unpublished = event.getTrackUnpublished();
                heard.unpublished(unpublished.getParticipantIdentity(), unpublished.getPublicationSid());
            }
            case TRACK_SUBSCRIBED -> {
                var subscribed = event.getTrackSubscribed();
                heard.subscribed(subscribed.getParticipantIdentity(), subscribed.getTrack());
            }
            case TRACK_UNSUBSCRIBED -> {
                var unsubscribed = event.getTrackUnsubscribed();
                heard.unsubscribed(unsubscribed.getParticipantIdentity(), unsubscribed.getTrackSid());
            }
            case LOCAL_TRACK_SUBSCRIBED -> audible.complete(null);
            case TEXT_STREAM_OPENED -> texts.opened(event.getTextStreamOpened());
            case DATA_PACKET_RECEIVED -> data(event.getDataPacketReceived());
            case DISCONNECTED -> disconnected(event.getDisconnected().getReason());
            default -> {
                // A call has no use for the protocol's forty other events.
            }
        }
    }

    /** Takes data. Only the caller's keys count; other data is not for an agent. */
    private void data(DataPacketReceived packet) {
        if (packet.hasSipDtmf()
                && packet.getParticipantIdentity().equals(heard.caller().identity())) {
            listener.dtmf(packet.getSipDtmf().getDigit());
        }
    }

    private void joined(ParticipantInfo info) {
        heard.joined(info);
        if (info.getIdentity().equals(heard.caller().identity())) {
            var _ = audible.completeOnTimeout(null, AUDIBLE_MS, TimeUnit.MILLISECONDS);
        }
        if (info.getAttributesCount() > 0) {
            listener.attributes(info.getIdentity(), info.getAttributesMap());
        }
    }

    private void disconnected(DisconnectReason reason) {
        if (reason == DisconnectReason.DUPLICATE_IDENTITY) {
            listener.evicted();
        } else {
            listener.disconnected(reason.name());
        }
    }

    private static Map<String, String> map(List<AttributesEntry> entries) {
        return entries.stream()
                .collect(Collectors.toUnmodifiableMap(AttributesEntry::getKey, AttributesEntry::getValue, (a, b) -> b));
    }
}
