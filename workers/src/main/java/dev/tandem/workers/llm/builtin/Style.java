package dev.tandem.workers.llm.builtin;

import dev.tandem.workers.llm.LanguageModel.Request;
import java.util.Arrays;
import java.util.Locale;

/** Says how an agent speaks: {@code llm.style} in the document, {@code friendly}, {@code formal} or {@code brief}. */
enum Style {
    PLAIN,
    FRIENDLY,
    FORMAL,
    BRIEF;

    /** Returns the style that the config names; plain if it names none or an unknown one. */
    static Style of(Request request) {
        String name = request.config().path("style").asString("");
        return Arrays.stream(values())
                .filter(style -> style.field().equals(name))
                .findFirst()
                .orElse(PLAIN);
    }

    /** Returns the name that documents use. */
    String field() {
        return name().toLowerCase(Locale.ROOT);
    }
}
