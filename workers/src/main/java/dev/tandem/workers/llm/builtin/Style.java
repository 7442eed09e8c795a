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
                .filter(style -> style.field().equals(name))
                .findFirst()
                .orElse(PLAIN);
    }

    /** As documents write it. */
    String field() {
        return name().toLowerCase(Locale.ROOT);
    }
}
