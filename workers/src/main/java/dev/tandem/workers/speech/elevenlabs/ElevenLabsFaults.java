package dev.tandem.workers.speech.elevenlabs;

import dev.tandem.workers.provider.ProviderException.Reason;
import dev.tandem.workers.speech.SpeechException;
import java.util.Locale;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Sorts what ElevenLabs reports: an error's name, or the words with which it closes a connection. */
final class ElevenLabsFaults {

    /** Characters of an error that are shown. */
    private static final int SHOWN = 300;

    private ElevenLabsFaults() {}

    /** @param error a message {@code {"error": name, "message": words, "code": of the closing that follows}} */
    static SpeechException of(JsonNode error) {
        String name = error.path("error").asString("");
        String message = error.path("message").asString(name);
        String words = name + " " + message;
        Reason reason = reason(words);
        String shown = message.substring(0, Math.min(SHOWN, message.length()))
                .replaceAll("\\p{Cntrl}+", " ")
                .strip();
        return new SpeechException(
                reason, "The provider 'elevenlabs' " + why(reason, words) + " (" + name + "): " + shown);
    }

    static Reason reason(String words) {
        if (says(
                words, "api_key", "api key", "permission", "unauthorized", "authoriz", "quota", "credits", "payment")) {
            return Reason.WRONG_KEY;
        }
        if (says(words, "max_active", "maximum simultaneous", "concurrent", "rate_limit", "too many", "busy")) {
            return Reason.TOO_MUCH;
        }
        if (says(words, "timeout", "something went wrong", "internal", "unavailable")) {
            return Reason.UNAVAILABLE;
        }
        return Reason.WRONG_REQUEST;
    }

    private static String why(Reason reason, String words) {
        return switch (reason) {
            case WRONG_KEY ->
                says(words, "quota", "credits", "payment")
                        ? "has no credit left for this api_key"
                        : "does not take the api_key";
            case TOO_MUCH -> "has reached a limit of this account";
            case WRONG_REQUEST, REFUSED -> {
                if (says(words, "model")) {
                    yield "does not take this model: correct model";
                }
                yield says(words, "voice")
                        ? "does not know this voice: correct voice_id"
                        : "does not take the settings";
            }
            case UNAVAILABLE, LATE -> "is broken or away";
        };
    }

    private static boolean says(String words, String... any) {
        String lower = words.toLowerCase(Locale.ROOT);
        return Stream.of(any).anyMatch(lower::contains);
    }
}
