package dev.tandem.workers.provider.socket;

import dev.tandem.workers.provider.ProviderException;
import dev.tandem.workers.provider.ProviderException.Reason;
import dev.tandem.workers.provider.RetryAfter;
import dev.tandem.workers.provider.Unreached;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;

/** Says why a connection could not be opened, or broke, and sorts it. */
final class SocketFaults {

    /** Bytes of a refusal's body that are shown. */
    private static final int SHOWN = 300;

    private static final long BODY_MS = 500;

    private SocketFaults() {}

    /** @param answer of the handshake, if there was one that is no upgrade */
    static ProviderException of(SocketTarget target, Throwable fault, @Nullable Response answer) {
        if (answer != null && answer.code() != 101) {
            return refused(target, answer);
        }
        Unreached why = Unreached.of(whom(target), fault, "did not open a connection in time.");
        return new ProviderException(why.reason(), why.sentence(), fault);
    }

    /** Returns when a far side that is busy wants to be asked again; empty: it does not say, or is not busy. */
    static Optional<Duration> after(Response answer) {
        boolean busy = answer.code() == 429 || answer.code() == 503;
        return busy ? RetryAfter.of(answer.header("Retry-After")) : Optional.empty();
    }

    static ProviderException closed(SocketTarget target, int code, String words) {
        String said = words.isBlank() ? "" : ": " + withoutSecrets(target, words);
        return new ProviderException(
                target.closing().reason(code, words), whom(target) + " closed the connection (" + code + ")" + said);
    }

    static ProviderException stalled(SocketTarget target) {
        return new ProviderException(Reason.UNAVAILABLE, whom(target) + " does not take what is sent.");
    }

    static ProviderException flooding(SocketTarget target) {
        return new ProviderException(Reason.UNAVAILABLE, whom(target) + " sends messages that nobody asked for.");
    }

    private static ProviderException refused(SocketTarget target, Response answer) {
        String said = withoutSecrets(target, body(answer));
        String whom = whom(target);
        Reason reason = Reason.ofStatus(answer.code());
        String why = switch (reason) {
            case WRONG_KEY ->
                answer.code() == 402 ? "has no credit left for this api_key" : "does not take the api_key";
            case TOO_MUCH -> "has reached a limit of this account";
            case WRONG_REQUEST, REFUSED ->
                answer.isSuccessful() || answer.isRedirect()
                        ? "opens no WebSocket; check base_url"
                        : "does not take the settings, or base_url is wrong";
            case UNAVAILABLE, LATE -> "is broken or away";
        };
        return new ProviderException(
                reason, whom + " " + why + " (HTTP " + answer.code() + (said.isEmpty() ? ")" : "): " + said));
    }

    private static String body(Response answer) {
        ResponseBody body = answer.body();
        Buffer shown = new Buffer();
        try (body) {
            BufferedSource source = body.source();
            source.timeout().timeout(BODY_MS, TimeUnit.MILLISECONDS);
            while (shown.size() < SHOWN && source.read(shown, SHOWN - shown.size()) >= 0) {
                // The buffer fills.
            }
        } catch (IOException | IllegalStateException unread) {
            return "";
        }
        return shown.readUtf8().replaceAll("\\p{Cntrl}+", " ").strip();
    }

    private static String withoutSecrets(SocketTarget target, String words) {
        String rest = words;
        for (String secret : target.headers().values()) {
            for (String part : secret.split(" ", -1)) {
                if (part.length() > 5) {
                    rest = rest.replace(part, "***");
                }
            }
        }
        return rest;
    }

    private static String whom(SocketTarget target) {
        return "The provider '" + target.provider() + "' (" + target.url().host() + ")";
    }
}
