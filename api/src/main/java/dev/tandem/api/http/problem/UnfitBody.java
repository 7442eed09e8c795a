package dev.tandem.api.http.problem;

import dev.tandem.workflows.document.Problem;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Explains why a body that is JSON does not have the shape that the endpoint takes. */
final class UnfitBody {

    private UnfitBody() {}

    static Problem problem(DatabindException unfit) {
        String pointer = pointer(unfit);
        return switch (unfit) {
            case UnrecognizedPropertyException unknown ->
                new Problem(
                        "unknown_field",
                        pointer,
                        "There is no such field here. The fields are "
                                + unknown.getKnownPropertyIds().stream()
                                        .map(String::valueOf)
                                        .sorted()
                                        .collect(Collectors.joining(", "))
                                + ".");
            case MismatchedInputException mismatch
            when mismatch.getTargetType() != null ->
                new Problem("wrong_type", pointer, "Expected " + name(mismatch.getTargetType()) + " here.");
            default -> new Problem("wrong_type", pointer, unfit.getOriginalMessage());
        };
    }

    private static String pointer(DatabindException unfit) {
        return unfit.getPath().stream().map(UnfitBody::step).collect(Collectors.joining());
    }

    private static String step(JacksonException.Reference reference) {
        String name = reference.getPropertyName();
        return "/"
                + (name == null ? reference.getIndex() : name.replace("~", "~0").replace("/", "~1"));
    }

    private static String name(Class<?> type) {
        if (type == String.class) {
            return "a string";
        }
        if (type == Boolean.class || type == boolean.class) {
            return "true or false";
        }
        if (Number.class.isAssignableFrom(type) || type.isPrimitive()) {
            return "a number";
        }
        return type == java.util.UUID.class ? "a UUID" : "an object";
    }
}
