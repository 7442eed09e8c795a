package dev.tandem.workers.speech.openai.ears;

import dev.tandem.workers.provider.Account;
import dev.tandem.workers.provider.ProviderException.Reason;
import dev.tandem.workers.speech.SpeechException;
import dev.tandem.workers.speech.openai.OpenAiErrors;
import java.io.IOException;
import okhttp3.Response;
import tools.jackson.databind.JsonNode;

/** Says why an utterance was not transcribed, and sorts it. No sentence holds the key. */
final class TranscriptionFaults {

    private TranscriptionFaults() {}

    static SpeechException noKey() {
        return new SpeechException(
                Reason.WRONG_KEY,
                "There is no key for openai: set stt.api_key to a secret of the workspace ({{workspace.NAME}}), or"
                        + " OPENAI_API_KEY where the workers run.");
    }

    static SpeechException unreadable(Account account, Exception cause) {
        return new SpeechException(
                Reason.UNAVAILABLE, OpenAiErrors.whom(account) + " sent no transcript; check base_url.", cause);
    }

    static SpeechException unreachable(Account account, IOException fault) {
        return OpenAiErrors.unreachable(account, fault, "did not answer in time.");
    }

    /** Sorts an answer that is an error. OpenAI says in {@code error.param} which field it does not take. */
    static SpeechException refused(Account account, Response response) {
        JsonNode error = OpenAiErrors.error(response);
        Reason reason = reason(response.code(), error.path("code").asString(""));
        String why = switch (reason) {
            case WRONG_KEY ->
                response.code() == 402 ? "has no credit left for this api_key" : "does not take the api_key";
            case TOO_MUCH -> "has reached a limit of this account";
            case WRONG_REQUEST, REFUSED -> wrongRequest(response, error);
            case UNAVAILABLE, LATE -> "is broken or away";
        };
        return OpenAiErrors.refused(account, reason, why, response, error);
    }

    private static Reason reason(int status, String code) {
        if (code.equals("insufficient_quota")) {
            return Reason.TOO_MUCH;
        }
        return Reason.ofStatus(status);
    }

    private static String wrongRequest(Response response, JsonNode error) {
        String param = error.path("param").asString("");
        if (param.equals("model") || error.path("code").asString("").equals("model_not_found")) {
            return "does not know this model: correct model";
        }
        return error.isMissingNode() || response.isRedirect() || response.code() == 404
                ? "transcribes nothing; check base_url"
                : "does not take the settings" + (param.isEmpty() ? "" : ": correct " + param);
    }
}
