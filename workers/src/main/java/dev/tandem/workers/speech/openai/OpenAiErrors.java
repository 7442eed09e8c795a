package dev.tandem.workers.speech.openai;

import dev.tandem.workers.provider.Account;
import dev.tandem.workers.provider.ProviderException.Reason;
import dev.tandem.workers.provider.Unreached;
import dev.tandem.workers.speech.SpeechException;
import java.io.IOException;
import okhttp3.Response;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads the errors of OpenAI's API, and makes sentences of them. No sentence holds the key. */
public final class OpenAiErrors {

    /** Bytes of an error that are read. */
    private static final int READ = 4_096;

    /** Characters of an error that are shown. */
    private static final int SHOWN = 300;

    private OpenAiErrors() {}

    /** Returns the error in a body; a missing node if there is none. */
    public static JsonNode error(Response response) {
        try {
            return JsonMapper.shared()
                    .readTree(response.peekBody(READ).string())
                    .path("error");
        } catch (IOException | JacksonException none) {
            return JsonMapper.shared().missingNode();
        }
    }

    /** @param late what the service has not done if it took too long */
    public static SpeechException unreachable(Account account, IOException fault, String late) {
        Unreached why = Unreached.of(whom(account), fault, late);
        return new SpeechException(why.reason(), why.sentence(), fault);
    }

    /**
     * Returns the fault of an answer that is an error.
     *
     * @param why what the service does or does not do
     */
    public static SpeechException refused(
            Account account, Reason reason, String why, Response response, JsonNode error) {
        String said = shown(account, error.path("message").asString(""));
        return new SpeechException(
                reason,
                whom(account) + " " + why + " (HTTP " + response.code() + (said.isEmpty() ? ")." : "): " + said));
    }

    /** Returns how sentences name the service. */
    public static String whom(Account account) {
        return "The provider 'openai' (" + account.baseUrl().host() + ")";
    }

    private static String shown(Account account, String words) {
        String safe = account.key().isEmpty() ? words : words.replace(account.key(), "***");
        return safe.substring(0, Math.min(SHOWN, safe.length()))
                .replaceAll("\\p{Cntrl}+", " ")
                .strip();
    }
}
