package dev.tandem.workers.room.livekit;

import dev.tandem.livekit.proto.DisconnectReason;
import dev.tandem.livekit.proto.FfiRequest;
import dev.tandem.livekit.proto.OwnedTrack;
import dev.tandem.livekit.proto.OwnedTrackPublication;
import dev.tandem.livekit.proto.ParticipantInfo;
import dev.tandem.livekit.proto.ParticipantKind;
import dev.tandem.livekit.proto.SetSubscribedRequest;
import dev.tandem.livekit.proto.TrackKind;
import dev.tandem.workers.room.Room.CallerTrack;
import dev.tandem.workers.room.RoomListener;
import dev.tandem.workers.room.livekit.ffi.AudioReceiver;
import dev.tandem.workers.room.livekit.ffi.FfiClient;
import dev.tandem.workers.room.livekit.ffi.OwnedHandles;
import org.jspecify.annotations.Nullable;

/**
 * Holds the one remote participant that is listened to, its audio tracks and the native handles of all. The server
 * subscribes us to every track, because a subscription that we ask for while the client reconnects gets lost. Tracks
 * that nobody hears are unsubscribed again, because video would be decoded for nothing. Owned by the room's thread.
 */
final class HeardParticipant {

    private final FfiClient client;
    private final OwnedHandles handles;
    private final ParticipantSelection heard;
    private final RoomListener listener;
    private final AudioTracks tracks = new AudioTracks();
    private @Nullable String identity;
    private boolean present;
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
        dropTracks();
        identity = info.getIdentity();
        present = true;
        caller = new CallerTrack(info.getIdentity(), "");
        if (info.getKind() == ParticipantKind.PARTICIPANT_KIND_SIP) {
            listener.callerIsOnThePhone();
        }
        listener.callerJoined(info.getIdentity());
    }

    void gone(String who, DisconnectReason reason) {
        if (!isHeard(who)) {
            return;
        }
        dropTracks();
        present = false;
        if (ParticipantSelection.leftForGood(reason)) {
            listener.callerLeft(who);
        } else {
            listener.callerLost(who);
        }
    }

    void published(String who, OwnedTrackPublication offered) {
        var info = offered.getInfo();
        if (!isHeard(who) || info.getKind() != TrackKind.KIND_AUDIO) {
            unsubscribe(offered.getHandle().getId());
        } else if (tracks.takes(info.getSid(), info.getSource())) {
            tracks.add(info.getSid(), info.getSource(), handles.keep(offered.getHandle()));
            choose();
        } else if (!tracks.knows(info.getSid())) {
            unsubscribe(offered.getHandle().getId());
        }
    }

    void unpublished(String who, String sid) {
        if (isHeard(who)) {
            tracks.remove(sid).ifPresent(gone -> {
                choose();
                giveBack(gone);
            });
        }
    }

    void subscribed(String who, OwnedTrack subscribed) {
        if (isHeard(who)) {
            tracks.get(subscribed.getInfo().getSid()).ifPresent(one -> {
                silenceIf(one);
                handles.drop(one.track());
                one.subscribed(handles.keep(subscribed.getHandle()));
                listenIf(one);
            });
        }
    }

    void unsubscribed(String who, String sid) {
        if (isHeard(who)) {
            tracks.get(sid).ifPresent(one -> {
                silenceIf(one);
                handles.drop(one.track());
                one.subscribed(0);
            });
        }
    }

    /** Listens to the best of the tracks from now on. */
    private void choose() {
        if (tracks.choose()) {
            silence();
            caller = new CallerTrack(
                    caller.identity(),
                    tracks.heard().map(AudioTracks.Published::sid).orElse(""));
            tracks.heard().ifPresent(this::listenIf);
        }
    }

    private void listenIf(AudioTracks.Published one) {
        if (isChosen(one) && one.track() != 0) {
            receiver = AudioReceiver.open(client, handles, one.track(), listener);
        }
    }

    private void silenceIf(AudioTracks.Published one) {
        if (isChosen(one)) {
            silence();
        }
    }

    private boolean isChosen(AudioTracks.Published one) {
        return tracks.heard().filter(one::equals).isPresent();
    }

    private void giveBack(AudioTracks.Published gone) {
        handles.drop(gone.track());
        handles.drop(gone.publication());
    }

    /**
     * Unsubscribes before the room is left. The client never releases a track that is still subscribed then
     * (livekit/rust-sdks issue 1378).
     */
    void leave() {
        try {
            tracks.all().forEach(one -> unsubscribe(one.publication()));
        } finally {
            dropTracks();
            present = false;
        }
    }

    private boolean isHeard(String who) {
        return present && who.equals(identity);
    }

    private void dropTracks() {
        silence();
        tracks.all().forEach(this::giveBack);
        tracks.clear();
        var _ = tracks.choose();
        caller = new CallerTrack(caller.identity(), "");
    }

    private void silence() {
        if (receiver != null) {
            receiver.close();
            receiver = null;
        }
    }

    private void unsubscribe(long publication) {
        client.request(FfiRequest.newBuilder()
                .setSetSubscribed(SetSubscribedRequest.newBuilder()
                        .setPublicationHandle(publication)
                        .setSubscribe(false))
                .build());
    }
}
