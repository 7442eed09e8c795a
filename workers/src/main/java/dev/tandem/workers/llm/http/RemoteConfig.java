package dev.tandem.workers.llm.http;

import dev.tandem.workers.llm.ModelException;
import dev.tandem.workers.provider.Account;
import dev.tandem.workers.provider.ProviderException;
import dev.tandem.workers.provider.ProviderException.Reason;
import dev.tandem.workflows.graph.ProviderConfig;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a document wants a model that is reached over HTTP.
 *
 * @param vendor as the document names it
 * @param baseUrl without a slash at its end
 * @param key empty if the server wants none
 * @param temperature null for the model's own
 * @param maxTokens null for the model's own
 * @param rules stands in the place of the platform's rules; empty for those
 * @param deadline to the first sign of an answer; waiting as a server asks ({@code Retry-After}) stays within it
 */
public record RemoteConfig(
        String vendor,
        String baseUrl,
        String key,
        String model,
        @Nullable Double temperature,
        @Nullable Long maxTokens,
        String rules,
        Duration deadline) {

    private static final long DEADLINE_MS = 1_500;

    /**
     * Reads a config.
     *
     * @param vendor begins the names of the installation's settings: {@code OPENAI}
     * @throws ModelException if there is no key, or the address is none; the message says what to do
     */
    public static RemoteConfig read(ProviderConfig config, String vendor, String standard) {
        Account account;
        try {
            account = Account.of(config, vendor, standard);
        } catch (ProviderException wrong) {
            throw new ModelException(wrong.reason(), "llm: " + wrong.getMessage(), wrong);
        }
        if (account.key().isEmpty() && config.text("base_url", "").isBlank()) {
            throw new ModelException(
                    Reason.WRONG_KEY,
                    "There is no key for " + config.name() + ": set llm.api_key to a secret of the workspace"
                            + " ({{workspace.NAME}}), or " + vendor + "_API_KEY where the workers run.");
        }
        return new RemoteConfig(
                config.name(),
                account.baseUrl().toString().replaceAll("/+$", ""),
                account.key(),
                config.text("model", ""),
                config.config().has("temperature") ? config.number("temperature", 1) : null,
                config.config().has("max_tokens") ? (long) config.number("max_tokens", 0) : null,
                config.text("rules", ""),
                Duration.ofMillis((long) config.number("deadline_ms", DEADLINE_MS)));
    }

    /** Leaves out the key. */
    @Override
    public String toString() {
        return "RemoteConfig[" + vendor + ", " + model + " at " + baseUrl + "]";
    }
}
