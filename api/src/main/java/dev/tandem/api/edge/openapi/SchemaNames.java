package dev.tandem.api.edge.openapi;

import com.fasterxml.jackson.databind.JavaType;
import java.util.stream.Collectors;

/**
 * Names the records of the document. A record inside another class also has the name of that class, unless its own name
 * contains it already: {@code CallViews.Summary} is CallSummary, {@code WorkflowController.WorkflowView} is Workflow.
 */
final class SchemaNames {

    private SchemaNames() {}

    static String of(JavaType type) {
        String arguments = type.getBindings().getTypeParameters().stream()
                .map(SchemaNames::of)
                .collect(Collectors.joining());
        return arguments + of(type.getRawClass());
    }

    private static String of(Class<?> type) {
        String own = type.getSimpleName().replaceFirst("(?<=.)View$", "");
        Class<?> enclosing = type.getEnclosingClass();
        if (enclosing == null) {
            return own;
        }
        String outer = enclosing.getSimpleName().replaceFirst("(?<=.)(Controller|Views|View)$", "");
        return own.contains(outer) ? own : outer + own;
    }
}
