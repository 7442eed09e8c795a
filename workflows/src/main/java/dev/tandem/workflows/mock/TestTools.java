package dev.tandem.workflows.mock;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Says what the tools of a call are that is a test. A call of a real caller has none of this. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = TestTools.Real.class, name = "real"),
    @JsonSubTypes.Type(value = TestTools.Mocked.class, name = "mocked")
})
public sealed interface TestTools {

    /** The tools run as in any call. */
    record Real() implements TestTools {}

    /**
     * No tool runs.
     *
     * @param mocks by the tool's name, tried in order. A tool that is not named is refused
     */
    record Mocked(Map<String, List<Mock>> mocks) implements TestTools {

        public Mocked {
            // Map.copyOf has another order in each process.
            mocks = Collections.unmodifiableMap(new LinkedHashMap<>(mocks));
        }
    }

    /**
     * Answers a tool.
     *
     * @param when arguments that a call must have for this mock to answer it; empty: any
     * @param replies one after the other, one for each time that the tool is asked; the last one stays
     */
    record Mock(Map<String, JsonNode> when, List<Reply> replies) {

        public Mock {
            when = Collections.unmodifiableMap(new LinkedHashMap<>(when));
            replies = List.copyOf(replies);
        }

        /** Returns whether a call has the arguments that the mock wants. */
        public boolean fits(JsonNode arguments) {
            return when.entrySet().stream()
                    .allMatch(wanted -> arguments.path(wanted.getKey()).equals(wanted.getValue()));
        }

        /** @param times how often the mock has answered before */
        public Reply reply(int times) {
            return replies.get(Math.min(times, replies.size() - 1));
        }
    }

    /** What a mock does instead of the tool. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Answer.class, name = "answer"),
        @JsonSubTypes.Type(value = Failure.class, name = "failure")
    })
    sealed interface Reply {

        /** Returns how long it takes, in ms. It counts against the tool's time as the tool's own would. */
        long delayMs();
    }

    /** @param content JSON whose strings may hold {@code {{argument}}} */
    record Answer(JsonNode content, long delayMs) implements Reply {}

    /** @param error a sentence for the model */
    record Failure(Meaning meaning, String error, long delayMs) implements Reply {}

    /** What a failure means for the tool and for another try, as for a tool that runs. */
    enum Meaning {
        /** It did not run, and would not the next time. */
        REFUSED,
        /** It is away now. A tool that may run twice is tried again. */
        UNAVAILABLE,
        /** It answered something that nobody can use, and may have acted. */
        UNREADABLE,
        /** Its answer got lost, and it may have acted. A tool that may run twice is tried again. */
        LOST;

        /** Returns the name that tests use. */
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
