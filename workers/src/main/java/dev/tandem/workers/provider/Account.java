package dev.tandem.workers.provider;

import dev.tandem.workflows.graph.ProviderConfig;
import java.util.function.UnaryOperator;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * Where a provider's service is, and the key to it. The config's {@code base_url} and {@code api_key} count. What it
 * does not say comes from this process's environment, under the names that the vendors' own clients read: {@code
 * OPENAI_API_KEY}, {@code OPENAI_BASE_URL}.
 *
 * <p>The environment's key belongs to the installation. It never goes to an address that a document chose: whoever
 * writes a document could read it there.
 *
 * @param key empty: there is none
 * @param baseUrl without a slash at its end
 */
public record Account(String key, HttpUrl baseUrl) {

    /**
     * Returns the account of a config.
     *
     * @param vendor begins the variables of the environment: {@code OPENAI}
     * @param standard the vendor's own address
     * @throws ProviderException if the address is none
     */
    public static Account of(ProviderConfig config, String vendor, String standard) {
        return of(config, vendor, standard, System::getenv);
    }

    static Account of(
            ProviderConfig config, String vendor, String standard, UnaryOperator<@Nullable String> environment) {
        String address = config.text("base_url", "");
        String key = config.text("api_key", "");
        if (!address.isBlank()) {
            return new Account(key, url(address, "base_url"));
        }
        String installed = text(environment.apply(vendor + "_BASE_URL"));
        return new Account(
                key.isBlank() ? text(environment.apply(vendor + "_API_KEY")) : key,
                installed.isEmpty() ? url(standard, "base_url") : url(installed, vendor + "_BASE_URL"));
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value.strip();
    }

    private static HttpUrl url(String address, String field) {
        HttpUrl url = HttpUrl.parse(address.strip().replaceAll("/+$", ""));
        if (url == null) {
            throw new ProviderException(
                    ProviderException.Reason.WRONG_REQUEST,
                    field + " \"" + address + "\" is no address; it is http:// or https:// and a host.");
        }
        return url;
    }

    /** Returns the address of an endpoint, below any path that the base has. */
    public HttpUrl at(String path) {
        return baseUrl.newBuilder().addPathSegments(path).build();
    }

    /** Leaves out the key. */
    @Override
    public String toString() {
        return "Account[" + baseUrl + "]";
    }
}
