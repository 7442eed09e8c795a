package dev.tandem.workers.speech.cartesia;

import dev.tandem.workers.provider.ProviderException.Reason;
import dev.tandem.workers.speech.SpeechException;
import tools.jackson.databind.JsonNode;

/** Sorts the errors that Cartesia reports for a context. */
final class CartesiaFaults {

    /** Characters of an error that are shown. */
    private static final int SHOWN = 300;

    private CartesiaFaults() {}

    static SpeechException of(JsonNode error) {
        int status = error.path("status_code").asInt(500);
        String code = error.path("error_code").asString("");
        String words =
                error.path("title").asString("") + " " + error.path("message").asString("");
        String shown = words.substring(0, Math.min(SHOWN, words.length()))
                .replaceAll("\\p{Cntrl}+", " ")
                .strip();
        Reason reason = reason(status, code);
        return new SpeechException(
                reason,
                "The provider 'cartesia' " + why(reason, status, code) + " ("
                        + (code.isEmpty() ? String.valueOf(status) : code) + ")"
                        + (shown.isEmpty() ? "." : ": " + shown));
    }

    private static Reason reason(int status, String code) {
        return switch (code) {
            case "concurrency_limited", "rate_limited" -> Reason.TOO_MUCH;
            case "quota_exceeded" -> Reason.WRONG_KEY;
            default ->
                switch (status) {
                    case 401, 402, 403 -> Reason.WRONG_KEY;
                    case 429 -> Reason.TOO_MUCH;
                    case 408 -> Reason.UNAVAILABLE;
                    default -> status >= 400 && status < 500 ? Reason.WRONG_REQUEST : Reason.UNAVAILABLE;
                };
        };
    }

    private static String why(Reason reason, int status, String code) {
        return switch (reason) {
            case WRONG_KEY ->
                status == 402 || code.equals("quota_exceeded")
                        ? "has no credit left for this api_key"
                        : "does not take the api_key";
            case TOO_MUCH -> "has reached a limit of this account";
            case WRONG_REQUEST, REFUSED -> {
                if (code.contains("voice")) {
                    yield "does not know this voice: correct voice_id";
                }
                if (code.contains("model")) {
                    yield "does not know this model: correct model";
                }
                yield code.contains("language")
                        ? "does not speak this language: correct language"
                        : "does not take the settings";
            }
            case UNAVAILABLE, LATE -> "is broken or away";
        };
    }
}
