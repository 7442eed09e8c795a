package dev.tandem.api.webhook;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import dev.tandem.api.access.WithoutKey;
import dev.tandem.api.http.problem.ApiProblem;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import livekit.LivekitWebhook.WebhookEvent;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Accepts LiveKit's webhooks. Their contents are never logged. */
@RestController
class LiveKitWebhookController {

    /** Most bytes of a body. LiveKit's have a few KB. */
    private static final int MAX_BYTES = 256 * 1024;

    private final RoomCalls calls;
    private final @Nullable WebhookSignature signature;

    LiveKitWebhookController(
            RoomCalls calls,
            @Value("${tandem.livekit.api-key}") String key,
            @Value("${tandem.livekit.api-secret}") String secret) {
        this.calls = calls;
        this.signature =
                key.isEmpty() || secret.isEmpty() ? null : new WebhookSignature(key, secret, Clock.systemUTC());
    }

    /**
     * Starts the call of a caller who dialled one of our numbers, and ends the call of a caller who is gone. Each
     * happens once, however often and in whatever order LiveKit's webhooks come.
     */
    @PostMapping("/api/webhooks/livekit")
    @WithoutKey("LiveKit signs what it sends")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void receive(
            @RequestHeader(name = HttpHeaders.AUTHORIZATION, required = false) @Nullable String authorization,
            HttpServletRequest request)
            throws IOException {
        if (signature == null || !signature.isValid(authorization)) {
            throw unsigned();
        }
        byte[] body = request.getInputStream().readNBytes(MAX_BYTES + 1);
        if (body.length > MAX_BYTES) {
            throw ApiProblem.of(
                    HttpStatus.CONTENT_TOO_LARGE,
                    "content-too-large",
                    "A webhook has at most " + MAX_BYTES + " bytes.");
        }
        if (!signature.holds(authorization, body)) {
            throw unsigned();
        }
        calls.hear(RoomNews.of(event(body)));
    }

    private static ApiProblem unsigned() {
        return ApiProblem.of(
                HttpStatus.UNAUTHORIZED,
                "webhook-signature",
                "LiveKit has not signed this, or the signature is too old. LiveKit's webhook.api_key must be the one of"
                        + " TANDEM_LIVEKIT_API_KEY, and both clocks must be right.");
    }

    private static WebhookEvent event(byte[] body) {
        WebhookEvent.Builder event = WebhookEvent.newBuilder();
        try {
            JsonFormat.parser().ignoringUnknownFields().merge(new String(body, StandardCharsets.UTF_8), event);
        } catch (InvalidProtocolBufferException unreadable) {
            throw ApiProblem.of(
                    HttpStatus.BAD_REQUEST, "malformed-json", "The request has no readable body: send a webhook.");
        }
        return event.build();
    }
}
