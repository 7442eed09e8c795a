package dev.tandem.vendors.openai.transcription;

import dev.tandem.vendors.Exchange;
import dev.tandem.vendors.VendorServer;
import dev.tandem.vendors.ears.SpokenLines;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okio.ByteString;
import tools.jackson.databind.json.JsonMapper;

/**
 * Speaks {@code POST /v1/audio/transcriptions}. A file that begins as the one before does is the same utterance, heard
 * longer.
 */
public final class TranscriptionServer extends VendorServer {

    /** The key that it takes. */
    public static final String KEY = "openai-key-1";

    private static final Set<String> MODELS = Set.of("gpt-4o-mini-transcribe", "gpt-4o-transcribe", "whisper-1");
    private static final Pattern MODEL =
            Pattern.compile("name=\"model\"\r\n(?:[A-Za-z-]+: [^\r\n]*\r\n)*\r\n([^\r\n]*)\r\n");

    /** Bytes by which two files are compared: 125 ms from the first sound. */
    private static final int BEGINNING = 4_000;

    private static final int HEADER = 44;
    private static final int QUIET = 300;

    private final SpokenLines lines;
    private ByteString before = ByteString.EMPTY;

    public TranscriptionServer(SpokenLines lines) {
        this.lines = lines;
    }

    @Override
    protected Answer answer(Exchange exchange) {
        if (exchange.method().equals("HEAD")) {
            return json(200, "");
        }
        if (!exchange.path().equals("/v1/audio/transcriptions")) {
            return error(404);
        }
        if (!("Bearer " + KEY).equals(exchange.header("Authorization"))) {
            return error(401);
        }
        Matcher model = MODEL.matcher(exchange.bytes().string(StandardCharsets.ISO_8859_1));
        if (!model.find() || !MODELS.contains(model.group(1))) {
            return error(400);
        }
        return json(
                200,
                JsonMapper.shared()
                        .createObjectNode()
                        .put("text", line(exchange.bytes()))
                        .toString());
    }

    private synchronized String line(ByteString form) {
        int from = form.indexOf(ByteString.encodeUtf8("RIFF")) + HEADER;
        while (from + 1 < form.size() && Math.abs((form.getByte(from) & 0xff) | form.getByte(from + 1) << 8) < QUIET) {
            from += 2;
        }
        from = Math.min(from, form.size());
        ByteString beginning = form.substring(from, Math.min(form.size(), from + BEGINNING));
        if (!before.equals(ByteString.EMPTY) && !before.equals(beginning)) {
            lines.over();
        }
        before = beginning;
        return lines.now();
    }

    @Override
    protected String errorBody(int status) {
        String message = switch (status) {
            case 400 -> "invalid model ID";
            case 401 -> "Incorrect API key provided: ope*****-1.";
            case 429 -> "Rate limit reached for requests";
            default -> "The server had an error while processing your request";
        };
        String type = status < 500 ? "invalid_request_error" : "server_error";
        var body = JsonMapper.shared().createObjectNode();
        var error = body.putObject("error").put("message", message).put("type", type);
        if (status == 400) {
            error.put("param", "model").putNull("code");
        } else {
            error.putNull("param").put("code", status == 401 ? "invalid_api_key" : null);
        }
        return body.toString();
    }
}
