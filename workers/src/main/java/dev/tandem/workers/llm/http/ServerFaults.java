package dev.tandem.workers.llm.http;

import dev.tandem.workers.egress.EgressDeniedException;
import dev.tandem.workers.llm.ModelException;
import dev.tandem.workers.provider.ProviderException.Reason;
import dev.tandem.workers.provider.RetryAfter;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.SSLException;

/**
 * Says what an error of a model's server means for an operator, and whether to ask again or elsewhere. The sentences
 * stand in docs/providers.md.
 */
public final class ServerFaults {

    private static final String EVENTS = "text/event-stream";

    /** Characters of a server's own words that are repeated. */
    private static final int LONGEST = 300;

    private final RemoteConfig config;
    private final String api;

    /** @param api what the server has to speak: {@code Chat Completions} */
    public ServerFaults(RemoteConfig config, String api) {
        this.config = config;
        this.api = api;
    }

    /**
     * An answer that is an error.
     *
     * @param code the server's own name for it; empty if it gives none
     * @param field that it names; empty if it names none
     * @param words its message; empty if it gives none
     * @param retryAfter seconds, as the header says; empty if there is none
     * @return a fault, or a wish to be asked again; to be thrown
     */
    public RuntimeException answered(
            int status, String code, String field, String words, Optional<Duration> retryAfter) {
        String said =
                words.isBlank() ? "" : ": " + (words.length() > LONGEST ? words.substring(0, LONGEST) + "…" : words);
        return switch (status) {
            case 401, 403 -> wrongKey(status);
            case 404 -> notFound(code, words);
            case 429 -> tooMuch(code, said, retryAfter);
            case 408, 409, 425 -> broken(status, said);
            default -> {
                if (isFiltered(code, words)) {
                    yield new ModelException(
                            Reason.REFUSED, config.vendor() + "'s content filter refuses the conversation.");
                }
                yield status >= 400 && status < 500
                        ? wrongRequest(status, field, said)
                        : again(broken(status, said), retryAfter);
            }
        };
    }

    private ModelException wrongKey(int status) {
        String wrong = config.vendor() + " does not take the key of llm.api_key (" + status
                + "). Set the secret anew; a call does not try it twice.";
        return new ModelException(Reason.WRONG_KEY, wrong);
    }

    private ModelException notFound(String code, String words) {
        boolean model = code.contains("model") || words.toLowerCase(Locale.ROOT).contains("model");
        return new ModelException(
                Reason.WRONG_REQUEST,
                model
                        ? config.vendor() + " does not know the model \"" + config.model()
                                + "\", or the key may not use it: correct llm.model."
                        : noServer("it answers 404"));
    }

    private RuntimeException tooMuch(String code, String said, Optional<Duration> retryAfter) {
        if (code.contains("insufficient_quota")) {
            return new ModelException(
                    Reason.TOO_MUCH, "The account at " + config.vendor() + " has no credit left: add some" + said);
        }
        ModelException busy =
                new ModelException(Reason.TOO_MUCH, config.vendor() + " takes no more requests just now (429)" + said);
        return again(busy, retryAfter);
    }

    private static RuntimeException again(ModelException busy, Optional<Duration> retryAfter) {
        return retryAfter.isPresent() ? new Patience.AskAgain(busy, retryAfter.get()) : busy;
    }

    private ModelException broken(int status, String said) {
        return new ModelException(Reason.UNAVAILABLE, config.vendor() + " is broken or busy (" + status + ")" + said);
    }

    private ModelException wrongRequest(int status, String field, String said) {
        String where = field.isEmpty() ? "" : " because of \"" + field + "\"";
        return new ModelException(
                Reason.WRONG_REQUEST, config.vendor() + " refuses the request" + where + " (" + status + ")" + said);
    }

    private static boolean isFiltered(String code, String words) {
        return code.contains("content_filter")
                || code.contains("content_policy")
                || words.contains("content management policy");
    }

    /** Returns the fault of a server that answers, but not as such a server does. */
    public ModelException foreign(String what) {
        return new ModelException(Reason.WRONG_REQUEST, noServer(what));
    }

    private String noServer(String what) {
        return "There is no " + api + " server at " + config.baseUrl() + " (" + what + "): correct llm.base_url.";
    }

    /**
     * Requires that an answer is a stream of events.
     *
     * @param contentType values of the header
     * @throws ModelException if it is something else
     */
    public void requireEvents(List<String> contentType) {
        if (contentType.stream().noneMatch(type -> type.startsWith(EVENTS))) {
            throw foreign("it answers with " + (contentType.isEmpty() ? "no type" : contentType.getFirst()));
        }
    }

    /**
     * Returns the fault of an answer whose stream ends with an error.
     *
     * @param type the server's own name for it
     */
    public ModelException brokenOff(String type) {
        return new ModelException(
                type.contains("rate_limit") ? Reason.TOO_MUCH : Reason.UNAVAILABLE,
                config.vendor() + " broke off its answer with an error.");
    }

    /** Returns the fault of an answer that ended before it was complete. */
    public ModelException cutShort() {
        return new ModelException(Reason.UNAVAILABLE, config.vendor() + " stopped in the middle of its answer.");
    }

    /** Returns the fault of an answer in which something cannot be read. */
    public ModelException unreadable() {
        return new ModelException(Reason.UNAVAILABLE, config.vendor() + " sent something that cannot be read.");
    }

    /** Returns the fault of a connection. */
    public ModelException connection(IOException fault) {
        Throwable first = fault;
        while (first.getCause() instanceof IOException inner) {
            first = inner;
        }
        String host = config.baseUrl();
        return switch (first) {
            case EgressDeniedException denied ->
                new ModelException(Reason.WRONG_REQUEST, "llm.base_url: " + denied.getMessage() + ".", fault);
            case UnknownHostException _ ->
                new ModelException(
                        Reason.UNAVAILABLE, "The host of " + host + " has no address: correct llm.base_url.", fault);
            case SSLException _ ->
                new ModelException(
                        Reason.UNAVAILABLE,
                        "The certificate of " + host + " does not fit: it is for another name, too old, or of an"
                                + " authority that this machine does not know.",
                        fault);
            case SocketTimeoutException _ ->
                new ModelException(Reason.LATE, config.vendor() + " at " + host + " does not answer.", fault);
            case ConnectException _ ->
                new ModelException(Reason.UNAVAILABLE, "Nothing answers at " + host + ".", fault);
            default -> {
                String said = String.valueOf(first.getMessage());
                yield said.startsWith("the proxy")
                        ? new ModelException(
                                Reason.UNAVAILABLE,
                                "The way to " + host + " is barred: " + said + " (HTTPS_PROXY).",
                                fault)
                        : new ModelException(
                                Reason.UNAVAILABLE,
                                "The connection to " + config.vendor() + " at " + host + " broke.",
                                fault);
            }
        };
    }

    /** Reads {@code retry-after-ms}, or {@code Retry-After} in seconds; a date is not read. */
    public static Optional<Duration> retryAfter(Optional<String> ms, Optional<String> seconds) {
        return ms.flatMap(text -> RetryAfter.of(text, 1_000)).or(() -> seconds.flatMap(RetryAfter::of));
    }
}
