package dev.tandem.workers.room.livekit;

import dev.tandem.livekit.proto.DisconnectReason;
import dev.tandem.livekit.proto.FfiRequest;
import dev.tandem.livekit.proto.OwnedTrack;
import dev.tandem.livekit.proto.OwnedTrackPublication;
import dev.tandem.livekit.proto.ParticipantInfo;
import dev.tandem.livekit.proto.SetSubscribedRequest;
import dev.tandem.livekit.proto.TrackKind;
import dev.tandem.livekit.proto.TrackSource;
import dev.tandem.workers.room.Room.CallerTrack;
import dev.tandem.workers.room.RoomListener;
import dev.tandem.workers.room.livekit.ffi.AudioReceiver;
import dev.tandem.workers.room.livekit.ffi.FfiClient;
import dev.tandem.workers.room.livekit.ffi.OwnedHandles;
import org.jspecify.annotations.Nullable;

/**
 * Holds the one remote participant that is listened to, its microphone track and the native handles of both. The server
 * subscribes us to every track, because a subscription that we ask for while the client reconnects gets lost. Tracks
 * that nobody hears are unsubscribed again, because video would be decoded for nothing. Owned by the room's thread.
 */
final class HeardParticipant {

    private final FfiClient client;
    private final OwnedHandles handles;
    private final ParticipantSelection heard;
    private final RoomListener listener;

    private @Nullable String identity;
    private boolean present;
    private long publication;
    private long track;
    private @Nullable AudioReceiver receiver;
    private volatile CallerTrack caller = CallerTrack.NOBODY;

    HeardParticipant(FfiClient client, OwnedHandles handles, ParticipantSelection heard, RoomListener listener) {
        this.client = client;
        this.handles = handles;
        this.heard = heard;
        this.listener = listener;
    }

    CallerTrack caller() {
        return caller;
    }

    void joined(ParticipantInfo info) {
        if (!heard.accepts(info.getKind()) || !heard.takes(info.getIdentity(), identity)) {
            return;
        }
        dropTrack();
        identity = info.getIdentity();
        present = true;
        caller = new CallerTrack(info.getIdentity(), "");
        listener.callerJoined(info.getIdentity());
    }

    void gone(String who, DisconnectReason reason) {
        if (!isHeard(who)) {
            return;
        }
        dropTrack();
        present = false;
        if (ParticipantSelection.leftForGood(reason)) {
            listener.callerLeft(who);
        } else {
            listener.callerLost(who);
        }
    }

    void published(String who, OwnedTrackPublication offered) {
        var info = offered.getInfo();
        if (isHeard(who)
                && info.getKind() == TrackKind.KIND_AUDIO
                && info.getSource() != TrackSource.SOURCE_SCREENSHARE_AUDIO) {
            if (!info.getSid().equals(caller.trackId())) {
                dropTrack();
                publication = handles.keep(offered.getHandle());
                caller = new CallerTrack(who, info.getSid());
            }
        } else {
            unsubscribe(offered.getHandle().getId());
        }
    }

    void unpublished(String who, String sid) {
        if (isHeard(who) && caller.trackId().equals(sid)) {
            dropTrack();
        }
    }

    void subscribed(String who, OwnedTrack subscribed) {
        if (!isHeard(who) || !caller.trackId().equals(subscribed.getInfo().getSid())) {
            return;
        }
        silence();
        track = handles.keep(subscribed.getHandle());
        receiver = AudioReceiver.open(client, handles, track, listener);
    }

    void unsubscribed(String who, String sid) {
        if (isHeard(who) && caller.trackId().equals(sid)) {
            silence();
        }
    }

    /**
     * Unsubscribes before the room is left. The client never releases a track that is still subscribed then
     * (livekit/rust-sdks issue 1378).
     */
    void leave() {
        try {
            if (publication != 0) {
                unsubscribe(publication);
            }
        } finally {
            dropTrack();
            present = false;
        }
    }

    private boolean isHeard(String who) {
        return present && who.equals(identity);
    }

    private void dropTrack() {
        silence();
        handles.drop(publication);
        publication = 0;
        caller = new CallerTrack(caller.identity(), "");
    }

    private void silence() {
        if (receiver != null) {
            receiver.close();
            receiver = null;
        }
        handles.drop(track);
        track = 0;
    }

    private void unsubscribe(long publication) {
        client.request(FfiRequest.newBuilder()
                .setSetSubscribed(SetSubscribedRequest.newBuilder()
                        .setPublicationHandle(publication)
                        .setSubscribe(false))
                .build());
    }
}
