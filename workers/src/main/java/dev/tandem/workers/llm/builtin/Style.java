package dev.tandem.workers.llm.builtin;

import dev.tandem.workers.llm.LanguageModel.Request;
import java.util.Arrays;
import java.util.Locale;

/** How an agent speaks: {@code llm.style} in the document, {@code friendly}, {@code formal} or {@code brief}. */
enum Style {
    PLAIN,
    FRIENDLY,
    FORMAL,
    BRIEF;

    /** The style that the config names; plain where it names none or one that is unknown. */
    static Style of(Request request) {
        String name = request.config().path("style").asString("");
        return Arrays.stream(values())
                .filter(style -> style.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst()
                .orElse(PLAIN);
    }

    <T> T pick(T plain, T friendly, T formal, T brief) {
        return switch (this) {
            case PLAIN -> plain;
            case FRIENDLY -> friendly;
            case FORMAL -> formal;
            case BRIEF -> brief;
        };
    }
}
