package dev.tandem.api.edge.openapi;

import dev.tandem.api.http.problem.ErrorCatalogue;
import org.springframework.web.util.HtmlUtils;

/** Makes a page of a type of problem, for people who open its URI in a browser. */
final class ProblemPages {

    private ProblemPages() {}

    static String html(ErrorCatalogue.Entry entry) {
        StringBuilder paragraphs = new StringBuilder();
        for (String paragraph : entry.explanation().split("\\R\\R+", -1)) {
            paragraphs
                    .append("<p>")
                    .append(HtmlUtils.htmlEscape(paragraph.replace("`", "")))
                    .append("</p>\n");
        }
        return """
            <!doctype html>
            <html lang="en">
            <head><meta charset="utf-8"><title>%1$s</title></head>
            <body>
            <h1>%1$s</h1>
            <p>Status %2$d</p>
            %3$s
            </body>
            </html>
            """.formatted(entry.name(), entry.status(), paragraphs.toString().strip());
    }
}
