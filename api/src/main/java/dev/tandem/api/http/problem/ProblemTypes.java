package dev.tandem.api.http.problem;

import java.net.URI;

/** Makes the URI of a problem's type, which leads to the page that explains it. */
final class ProblemTypes {

    static final String PATH = "/api/problems/";

    private ProblemTypes() {}

    /** @param name kebab-case */
    static URI uri(String name) {
        return URI.create(PATH + name);
    }
}
