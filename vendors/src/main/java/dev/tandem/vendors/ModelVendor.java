package dev.tandem.vendors;

import java.util.Arrays;
import java.util.List;
import java.util.NavigableSet;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A vendor of models: answers as a test scripted it, and remembers the beginnings of prompts as a cache does. */
public abstract class ModelVendor extends VendorServer {

    /** The only key that it takes. */
    public static final String KEY = "sk-test-0123456789abcdef";

    /** Characters of a token, about. */
    private static final int TOKEN = 4;

    private final Queue<ReplyScript> replies = new ConcurrentLinkedQueue<>();
    private final NavigableSet<String> seen = new ConcurrentSkipListSet<>();
    private volatile Function<JsonNode, ReplyScript> otherwise = _ -> ReplyScript.saying("All", " right", ".");

    /** Has the next request that no answer is scripted for be answered so. */
    public final void answers(ReplyScript reply) {
        replies.add(reply);
    }

    /** Has every request be answered so that no answer is scripted for. */
    public final void alwaysAnswers(ReplyScript reply) {
        answersBy(_ -> reply);
    }

    /**
     * Has every request that no answer is scripted for be answered by what it says: however often something is asked,
     * the answer is the same.
     *
     * @param judgement what is answered to a request's body
     */
    public final void answersBy(Function<JsonNode, ReplyScript> judgement) {
        otherwise = judgement;
    }

    /** Returns the exchanges in which an answer was asked for; others only opened connections. */
    public final List<Exchange> questions() {
        return exchanges().stream()
                .filter(exchange -> exchange.method().equals("POST"))
                .toList();
    }

    /** Returns what is answered to a request's body. */
    protected final ReplyScript reply(JsonNode request) {
        ReplyScript scripted = replies.poll();
        return scripted == null ? otherwise.apply(request) : scripted;
    }

    /** Returns how many tokens a prompt has, about. */
    protected static int tokens(String prompt) {
        return prompt.length() / TOKEN;
    }

    /** Returns how many tokens at the beginning of a prompt were seen before, and remembers the prompt. */
    protected final int cached(String prompt) {
        // Whatever has most of its beginning in common with a text stands beside it in order.
        int most = Math.max(common(prompt, seen.floor(prompt)), common(prompt, seen.ceiling(prompt)));
        seen.add(prompt);
        return most / TOKEN;
    }

    private static int common(String one, @Nullable String other) {
        if (other == null) {
            return 0;
        }
        int differs = Arrays.mismatch(one.toCharArray(), other.toCharArray());
        return differs < 0 ? one.length() : differs;
    }
}
