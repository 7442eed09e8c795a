package dev.tandem.workers.speech.openai.voice;

import dev.tandem.workers.egress.EgressDeniedException;
import dev.tandem.workers.provider.Account;
import dev.tandem.workers.provider.ProviderException.Reason;
import dev.tandem.workers.speech.SpeechException;
import java.io.IOException;
import java.io.InterruptedIOException;
import javax.net.ssl.SSLException;
import okhttp3.Response;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** Says why a clause was not spoken, and sorts it. No sentence holds the key. */
final class SpeechFaults {

    /** Bytes of an error that are read. */
    private static final int READ = 4_096;

    /** Characters of an error that are shown. */
    private static final int SHOWN = 300;

    private SpeechFaults() {}

    static boolean isAudio(Response response) {
        String type = response.header("Content-Type");
        boolean isText = type != null && (type.startsWith("text/") || type.startsWith("application/json"));
        return response.isSuccessful() && !isText;
    }

    static SpeechException silent(Account account) {
        return new SpeechException(Reason.UNAVAILABLE, whom(account) + " answered without any audio.");
    }

    static SpeechException unreachable(Account account, IOException fault) {
        return switch (fault) {
            case EgressDeniedException denied ->
                new SpeechException(Reason.WRONG_REQUEST, whom(account) + ": " + denied.getMessage(), denied);
            case SSLException tls ->
                new SpeechException(
                        Reason.UNAVAILABLE,
                        whom(account) + " shows no certificate that fits; check base_url, or the proxy in between.",
                        tls);
            case InterruptedIOException late ->
                new SpeechException(Reason.LATE, whom(account) + " did not open a connection in time.", late);
            default ->
                new SpeechException(
                        Reason.UNAVAILABLE, whom(account) + " cannot be reached, or the connection broke.", fault);
        };
    }

    /** Sorts an answer that is no audio. OpenAI says in {@code error.param} which field it does not take. */
    static SpeechException refused(Account account, Response response) {
        JsonNode error = error(response);
        String said = shown(account, error.path("message").asString(""));
        Reason reason = reason(response.code(), error);
        String why = switch (reason) {
            case WRONG_KEY ->
                response.code() == 402 ? "has no credit left for this api_key" : "does not take the api_key";
            case TOO_MUCH -> "has reached a limit of this account";
            case WRONG_REQUEST -> wrongRequest(response, error);
            case UNAVAILABLE, LATE -> "is broken or away";
            case REFUSED -> "refuses to say this";
        };
        return new SpeechException(
                reason,
                whom(account) + " " + why + " (HTTP " + response.code() + (said.isEmpty() ? ")." : "): " + said));
    }

    private static Reason reason(int status, JsonNode error) {
        if (error.path("code").asString("").equals("content_policy_violation")) {
            return Reason.REFUSED;
        }
        return switch (status) {
            case 401, 402, 403, 407 -> Reason.WRONG_KEY;
            case 429 -> Reason.TOO_MUCH;
            case 408 -> Reason.UNAVAILABLE;
            default -> status < 500 ? Reason.WRONG_REQUEST : Reason.UNAVAILABLE;
        };
    }

    private static String wrongRequest(Response response, JsonNode error) {
        String param = error.path("param").asString("");
        String code = error.path("code").asString("");
        if (param.equals("voice")) {
            return "does not know this voice: correct voice_id";
        }
        if (param.equals("model") || code.equals("model_not_found")) {
            return "does not know this model: correct model";
        }
        return error.isMissingNode() || response.isSuccessful() || response.isRedirect()
                ? "sends no speech; check base_url"
                : "does not take the settings" + (param.isEmpty() ? "" : ": correct " + param);
    }

    private static JsonNode error(Response response) {
        try {
            return JsonMapper.shared()
                    .readTree(response.peekBody(READ).string())
                    .path("error");
        } catch (IOException | JacksonException none) {
            return MissingNode.getInstance();
        }
    }

    private static String shown(Account account, String words) {
        String safe = account.key().isEmpty() ? words : words.replace(account.key(), "***");
        return safe.substring(0, Math.min(SHOWN, safe.length()))
                .replaceAll("\\p{Cntrl}+", " ")
                .strip();
    }

    private static String whom(Account account) {
        return "The provider 'openai' (" + account.baseUrl().host() + ")";
    }
}
