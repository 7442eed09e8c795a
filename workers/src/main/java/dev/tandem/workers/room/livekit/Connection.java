package dev.tandem.workers.room.livekit;

import dev.tandem.livekit.proto.AttributesEntry;
import dev.tandem.livekit.proto.ConnectCallback;
import dev.tandem.livekit.proto.ConnectRequest;
import dev.tandem.livekit.proto.CreateAudioTrackRequest;
import dev.tandem.livekit.proto.DisconnectRequest;
import dev.tandem.livekit.proto.FfiRequest;
import dev.tandem.livekit.proto.PublishSipDtmfRequest;
import dev.tandem.livekit.proto.PublishTrackRequest;
import dev.tandem.livekit.proto.ReadyForRoomEventRequest;
import dev.tandem.livekit.proto.RoomOptions;
import dev.tandem.livekit.proto.SetLocalAttributesRequest;
import dev.tandem.livekit.proto.StreamSendTextRequest;
import dev.tandem.livekit.proto.StreamTextOptions;
import dev.tandem.livekit.proto.TrackPublishOptions;
import dev.tandem.livekit.proto.TrackSource;
import dev.tandem.workers.room.RoomException;
import dev.tandem.workers.room.livekit.ffi.FfiClient;
import dev.tandem.workers.room.livekit.ffi.OwnedHandles;
import dev.tandem.workers.room.livekit.ffi.UnansweredException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the requests of one participant in a room. Each waits for its answer and throws {@link RoomException} if it is
 * refused.
 */
final class Connection {

    private static final Logger log = LoggerFactory.getLogger(Connection.class);

    private static final Duration SIGNALLING = Duration.ofSeconds(5);

    /** Joining may take this long, the client's own attempts included. */
    private static final Duration JOINING = Duration.ofSeconds(20);

    private static final Duration REQUEST = Duration.ofSeconds(5);
    private static final Duration GOODBYE = Duration.ofMillis(500);

    /**
     * A state is taken to have reached the server after this time. The native client listens for the answer to new
     * attributes only after it has sent them (local_participant.rs of livekit/rust-sdks: send_request, then
     * get_response). It misses an answer that comes sooner: one in twenty here.
     */
    private static final Duration ATTRIBUTES = Duration.ofMillis(200);

    private final FfiClient client;
    private final OwnedHandles handles;
    private final ConnectCallback.Result joined;
    private final long room;
    private final long participant;

    private Connection(FfiClient client, OwnedHandles handles, ConnectCallback.Result joined) {
        this.client = client;
        this.handles = handles;
        this.joined = joined;
        room = handles.keep(joined.getRoom().getHandle());
        participant = handles.keep(joined.getLocalParticipant().getHandle());
    }

    /** @param listens whether to subscribe to tracks of others */
    static Connection open(FfiClient client, OwnedHandles handles, String url, String token, boolean listens) {
        var options = RoomOptions.newBuilder().setAutoSubscribe(listens).setConnectTimeoutMs(SIGNALLING.toMillis());
        var answer = client.ask(
                        JOINING,
                        id -> FfiRequest.newBuilder()
                                .setConnect(ConnectRequest.newBuilder()
                                        .setRequestAsyncId(id)
                                        .setUrl(url)
                                        .setToken(token)
                                        .setOptions(options))
                                .build())
                .getConnect();
        if (answer.hasError()) {
            throw refusal(
                    answer.getError(),
                    "cannot join a room of the LiveKit server at " + url + ": " + withoutTokens(answer.getError())
                            + ". Is it running, and are TANDEM_LIVEKIT_URL, _API_KEY and _API_SECRET those of this server?");
        }
        return new Connection(client, handles, answer.getResult());
    }

    private static RoomException refusal(String error, String message) {
        return error.contains("401") || error.toLowerCase(Locale.ROOT).contains("unauthorized")
                ? new UnauthorizedException(message)
                : new RoomException(message);
    }

    long room() {
        return room;
    }

    String identity() {
        return joined.getLocalParticipant().getInfo().getIdentity();
    }

    String roomName() {
        return joined.getRoom().getInfo().getName();
    }

    /** Returns who was in the room already. Their handles must be given back. */
    ConnectCallback.Result joined() {
        return joined;
    }

    /** Lets the events of the room come. Without this the client gives up on the room. */
    void ready() {
        client.request(FfiRequest.newBuilder()
                .setReadyForRoomEvent(ReadyForRoomEventRequest.newBuilder().setRoomHandle(room))
                .build());
    }

    void publish(AudioSender audio) {
        var created = client.request(FfiRequest.newBuilder()
                .setCreateAudioTrack(
                        CreateAudioTrackRequest.newBuilder().setName("voice").setSourceHandle(audio.source()))
                .build());
        var track = handles.keep(created.getCreateAudioTrack().getTrack().getHandle());
        // Discontinuous transmission would let the other side fill our pauses with noise.
        var options = TrackPublishOptions.newBuilder()
                .setSource(TrackSource.SOURCE_MICROPHONE)
                .setDtx(false)
                .setRed(true);
        var answer = client.ask(
                        REQUEST,
                        id -> FfiRequest.newBuilder()
                                .setPublishTrack(PublishTrackRequest.newBuilder()
                                        .setRequestAsyncId(id)
                                        .setLocalParticipantHandle(participant)
                                        .setTrackHandle(track)
                                        .setOptions(options))
                                .build())
                .getPublishTrack();
        refused("publish audio", answer.hasError(), answer.getError());
        handles.keep(answer.getPublication().getHandle());
    }

    /** Sets attributes. Returns when they are at the server, or most likely are. */
    void attributes(Map<String, String> attributes) {
        var request = SetLocalAttributesRequest.newBuilder().setLocalParticipantHandle(participant);
        attributes.forEach((key, value) ->
                request.addAttributes(AttributesEntry.newBuilder().setKey(key).setValue(value)));
        try {
            var answer = client.ask(
                            ATTRIBUTES,
                            id -> FfiRequest.newBuilder()
                                    .setSetLocalAttributes(request.setRequestAsyncId(id))
                                    .build())
                    .getSetLocalAttributes();
            refused("set attributes", answer.hasError(), answer.getError());
        } catch (UnansweredException missed) {
            log.atTrace().addKeyValue("room", roomName()).log("nothing was heard of new attributes");
        }
    }

    void text(String topic, String text, Map<String, String> attributes) {
        var request = StreamSendTextRequest.newBuilder()
                .setLocalParticipantHandle(participant)
                .setText(text)
                .setOptions(StreamTextOptions.newBuilder().setTopic(topic).putAllAttributes(attributes));
        var answer = client.ask(
                        REQUEST,
                        id -> FfiRequest.newBuilder()
                                .setSendText(request.setRequestAsyncId(id))
                                .build())
                .getSendText();
        refused("send text", answer.hasError(), answer.getError().getDescription());
    }

    /** The keys in the order of their RFC 4733 events, 0 to 15. */
    private static final String KEYS = "0123456789*#ABCD";

    void dtmf(char key) {
        var request = PublishSipDtmfRequest.newBuilder()
                .setLocalParticipantHandle(participant)
                .setCode(KEYS.indexOf(key))
                .setDigit(String.valueOf(key));
        var answer = client.ask(
                        REQUEST,
                        id -> FfiRequest.newBuilder()
                                .setPublishSipDtmf(request.setRequestAsyncId(id))
                                .build())
                .getPublishSipDtmf();
        refused("send a key", answer.hasError(), answer.getError());
    }

    void disconnect() {
        var answer = client.ask(
                GOODBYE,
                id -> FfiRequest.newBuilder()
                        .setDisconnect(DisconnectRequest.newBuilder()
                                .setRequestAsyncId(id)
                                .setRoomHandle(room))
                        .build());
        assert answer.hasDisconnect();
    }

    /** Removes tokens from an error. A server that does not know the key repeats the token in its answer. */
    static String withoutTokens(String error) {
        return error.replaceAll("eyJ[\\w.-]+", "(token)");
    }

    private static void refused(String what, boolean error, String reason) {
        if (error) {
            throw new RoomException("LiveKit refused to " + what + ": " + reason);
        }
    }
}
