package dev.tandem.workers.speech.openai.voice;

import dev.tandem.workers.provider.Account;
import dev.tandem.workers.provider.ProviderException.Reason;
import dev.tandem.workers.speech.SpeechException;
import dev.tandem.workers.speech.openai.OpenAiErrors;
import java.io.IOException;
import okhttp3.Response;
import tools.jackson.databind.JsonNode;

/** Says why a clause was not spoken, and sorts it. No sentence holds the key. */
final class SpeechFaults {

    private SpeechFaults() {}

    static boolean isAudio(Response response) {
        String type = response.header("Content-Type");
        boolean isText = type != null && (type.startsWith("text/") || type.startsWith("application/json"));
        return response.isSuccessful() && !isText;
    }

    static SpeechException silent(Account account) {
        return new SpeechException(Reason.UNAVAILABLE, OpenAiErrors.whom(account) + " answered without any audio.");
    }

    static SpeechException unreachable(Account account, IOException fault) {
        return OpenAiErrors.unreachable(account, fault, "did not open a connection in time.");
    }

    /** Sorts an answer that is no audio. OpenAI says in {@code error.param} which field it does not take. */
    static SpeechException refused(Account account, Response response) {
        JsonNode error = OpenAiErrors.error(response);
        Reason reason = reason(response.code(), error);
        String why = switch (reason) {
            case WRONG_KEY ->
                response.code() == 402 ? "has no credit left for this api_key" : "does not take the api_key";
            case TOO_MUCH -> "has reached a limit of this account";
            case WRONG_REQUEST -> wrongRequest(response, error);
            case UNAVAILABLE, LATE -> "is broken or away";
            case REFUSED -> "refuses to say this";
        };
        return OpenAiErrors.refused(account, reason, why, response, error);
    }

    private static Reason reason(int status, JsonNode error) {
        if (error.path("code").asString("").equals("content_policy_violation")) {
            return Reason.REFUSED;
        }
        return Reason.ofStatus(status);
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
        boolean noSuchPath = response.code() == 404 && param.isEmpty();
        return error.isMissingNode() || noSuchPath || response.isSuccessful() || response.isRedirect()
                ? "sends no speech; check base_url"
                : "does not take the settings" + (param.isEmpty() ? "" : ": correct " + param);
    }
}
