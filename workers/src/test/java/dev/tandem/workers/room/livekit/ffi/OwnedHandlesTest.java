package dev.tandem.workers.room.livekit.ffi;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import dev.tandem.livekit.proto.ConnectCallback;
import dev.tandem.livekit.proto.FfiOwnedHandle;
import dev.tandem.livekit.proto.LocalTrackRepublished;
import dev.tandem.livekit.proto.OwnedParticipant;
import dev.tandem.livekit.proto.OwnedRoom;
import dev.tandem.livekit.proto.OwnedTrackPublication;
import dev.tandem.livekit.proto.RoomEvent;
import dev.tandem.livekit.proto.TrackPublicationInfo;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OwnedHandlesTest {

    @Test
    void everyHandleOfAMessageIsFoundHoweverDeep() {
        var message = ConnectCallback.Result.newBuilder()
                .setRoom(OwnedRoom.newBuilder().setHandle(handle(1)).buildPartial())
                .setLocalParticipant(
                        OwnedParticipant.newBuilder().setHandle(handle(2)).buildPartial())
                .addParticipants(ConnectCallback.ParticipantWithTracks.newBuilder()
                        .setParticipant(OwnedParticipant.newBuilder()
                                .setHandle(handle(3))
                                .buildPartial())
                        .addPublications(OwnedTrackPublication.newBuilder()
                                .setHandle(handle(4))
                                .buildPartial())
                        .addPublications(OwnedTrackPublication.newBuilder()
                                .setHandle(handle(5))
                                .buildPartial())
                        .buildPartial())
                .buildPartial();

        assertThat(handlesIn(message)).containsExactlyInAnyOrder(1L, 2L, 3L, 4L, 5L);
    }

    @Test
    void theUndeclaredHandleOfARepublishedTrackIsFound() {
        var message = RoomEvent.newBuilder()
                .setLocalTrackRepublished(LocalTrackRepublished.newBuilder()
                        .setPublicationHandle(6)
                        .setInfo(TrackPublicationInfo.getDefaultInstance())
                        .buildPartial())
                .buildPartial();

        assertThat(handlesIn(message)).containsExactly(6L);
    }

    private static List<Long> handlesIn(Message message) {
        var found = new ArrayList<Long>();
        OwnedHandles.visit(message, found::add);
        return found;
    }

    private static FfiOwnedHandle handle(long id) {
        return FfiOwnedHandle.newBuilder().setId(id).build();
    }
}
