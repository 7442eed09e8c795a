package dev.tandem.vendors.deepgram;

import dev.tandem.vendors.Conversation;
import dev.tandem.vendors.Wire;
import dev.tandem.vendors.ears.HeardSound;
import dev.tandem.vendors.ears.SpokenLines;
import java.io.IOException;
import okio.ByteString;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Speaks {@code /v2/listen}: {@code Connected}, and {@code TurnInfo} about every 250 ms of audio. A {@code ForceEndTurn}
 * without a turn is ignored, as the vendor does.
 */
final class FluxStream implements Conversation {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String ID = "00000000-0000-0000-0000-000000000000";

    /** After this silence a turn ends by itself, ms. */
    private static final long NATURAL_END = 500;

    private static final long UPDATE_EVERY = 250;

    private final SpokenLines lines;
    private final HeardSound sound = new HeardSound();
    private int sequence;
    private int turn;
    private boolean started;
    private long toldTo;
    private long turnFrom;

    FluxStream(SpokenLines lines) {
        this.lines = lines;
    }

    @Override
    public void opened(Wire wire) throws IOException {
        wire.send(JSON.createObjectNode()
                .put("type", "Connected")
                .put("request_id", ID)
                .put("sequence_id", sequence++)
                .toString());
    }

    @Override
    public void binary(Wire wire, ByteString audio) throws IOException {
        sound.take(audio);
        if (sound.isUnderWay() && sound.silence() >= NATURAL_END) {
            end(wire, "model");
        } else if (sound.at() - toldTo >= UPDATE_EVERY) {
            String event = sound.isUnderWay() && !started ? "StartOfTurn" : "Update";
            started = sound.isUnderWay();
            wire.send(turn(event, heard()));
        }
    }

    /** Words are understood as a whole as soon as a silence follows them. */
    private String heard() {
        if (!sound.isUnderWay()) {
            return "";
        }
        return sound.silence() > 0 ? lines.now() : SpokenLines.firstWords(lines.now(), .5);
    }

    @Override
    public void text(Wire wire, String text) throws IOException {
        switch (JSON.readTree(text).path("type").asString("")) {
            case "ForceEndTurn" -> {
                if (sound.isUnderWay()) {
                    end(wire, "manual");
                }
            }
            case "CloseStream" -> wire.close(1000, "");
            case "Configure" -> {}
            default ->
                wire.send(JSON.createObjectNode()
                        .put("type", "Error")
                        .put("sequence_id", sequence++)
                        .put("code", "UNPARSABLE_CLIENT_MESSAGE")
                        .put("description", "The message could not be parsed")
                        .toString());
        }
    }

    private void end(Wire wire, String trigger) throws IOException {
        ObjectNode message = (ObjectNode) JSON.readTree(turn("EndOfTurn", lines.now()));
        wire.send(message.put("trigger", trigger).toString());
        lines.over();
        sound.over();
        started = false;
        turn++;
        turnFrom = sound.at();
    }

    private String turn(String event, String words) {
        toldTo = sound.at();
        ObjectNode message = JSON.createObjectNode().put("type", "TurnInfo").put("request_id", ID);
        message.put("sequence_id", sequence++).put("event", event).put("turn_index", turn);
        message.put("audio_window_start", turnFrom / 1_000.).put("audio_window_end", sound.at() / 1_000.);
        message.put("transcript", words).putArray("words");
        return message.put("end_of_turn_confidence", event.equals("EndOfTurn") ? .85 : .1)
                .toString();
    }
}
