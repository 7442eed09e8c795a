package dev.tandem.api.edge.openapi;

import com.github.therapi.runtimejavadoc.ClassJavadoc;
import com.github.therapi.runtimejavadoc.Comment;
import com.github.therapi.runtimejavadoc.CommentFormatter;
import com.github.therapi.runtimejavadoc.ParamJavadoc;
import com.github.therapi.runtimejavadoc.RuntimeJavadoc;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.HtmlUtils;

/** Reads the Javadoc of a record as plain text. */
record Comments(@Nullable String type, Map<String, String> components) {

    private static final CommentFormatter FORMATTER = new CommentFormatter();

    static Comments of(Class<?> type) {
        ClassJavadoc javadoc = RuntimeJavadoc.getJavadoc(type);
        Map<String, String> components = javadoc.getRecordComponents().stream()
                .collect(Collectors.toMap(ParamJavadoc::getName, component -> text(component.getComment())));
        String comment = text(javadoc.getComment());
        return new Comments(comment.isEmpty() ? null : comment, components);
    }

    static String text(Comment comment) {
        return plain(FORMATTER.format(comment));
    }

    /** Removes tags, puts code into backticks, and separates paragraphs. */
    static String plain(String html) {
        String text = html.replaceAll("</?code>", "`")
                .replaceAll("\\s*<p>\\s*", "\n\n")
                .replaceAll("<[^>]+>", "")
                .replaceAll("[ \\t]*\\n[ \\t]*", "\n")
                .replaceAll("(?<!\\n)\\n(?!\\n)", " ");
        return HtmlUtils.htmlUnescape(text).strip();
    }
}
