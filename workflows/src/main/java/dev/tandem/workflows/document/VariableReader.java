package dev.tandem.workflows.document;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.tandem.workflows.variable.DataType;
import dev.tandem.workflows.variable.PatternSize;
import dev.tandem.workflows.variable.ValueCheck;
import dev.tandem.workflows.variable.Variable;
import dev.tandem.workflows.variable.VariableValue.Source;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads variables. A variable that is declared for the whole call is described there once: a path that requires it
 * inherits whatever it does not say itself.
 */
final class VariableReader {

    private static final Pattern NAME = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]{0,63}");

    /** Guards and templates use these names for something else, so no variable of the call may have one. */
    private static final Set<String> RESERVED = Set.of("workspace", "visits", "turn", "channel");

    /** Those who may tell a variable. A default is no source: it stands for nobody's word. */
    private static final List<Source> SOURCES = List.of(Source.CALLER, Source.TOOL, Source.GIVEN, Source.OPERATOR);

    private final Map<String, Variable> declared;

    VariableReader(List<Variable> declared) {
        this.declared = declared.stream()
                .collect(Collectors.toMap(Variable::name, variable -> variable, (first, second) -> first));
    }

    List<Variable> readAll(List<FieldReader> places) {
        Map<String, Variable> variables = new LinkedHashMap<>();
        for (FieldReader place : places) {
            Variable variable = read(place);
            if (variables.putIfAbsent(variable.name(), variable) != null) {
                place.fault(
                        "name", "duplicate_variable", "\"" + variable.name() + "\" is in this list twice; remove one.");
            }
        }
        return List.copyOf(variables.values());
    }

    private Variable read(FieldReader place) {
        String name = name(place);
        Variable base = declared.getOrDefault(name, plain(name));
        DataType type = place.choice("data_type", base.dataType());
        boolean sameType = type == base.dataType();
        Variable variable = new Variable(
                name,
                place.text("description", base.description(), DocumentLimits.SENTENCES),
                type,
                place.flag("is_required", base.required()),
                pattern(place, type)
                        .or(() -> inherited(sameType, base.pattern()))
                        .orElse(null),
                enumeration(place, type, sameType ? base.enumeration() : List.of()),
                place.value("default")
                        .map(JsonNode::toString)
                        .or(() -> inherited(sameType, base.defaultValue()))
                        .orElse(null),
                place.flag("given", base.given()),
                place.flag("confirm", base.confirm()),
                place.flag("sensitive", false) || base.sensitive(),
                place.whole("max_ask", base.maxAsk(), 1, 20),
                ask(place).or(() -> Optional.ofNullable(base.ask())).orElse(null),
                source(place, base));
        place.value("default")
                .flatMap(value -> ValueCheck.misfit(variable, value))
                .ifPresent(reason ->
                        place.fault("default", "invalid_default", "The default of \"" + name + "\" " + reason + "."));
        place.done();
        return variable;
    }

    private static Variable plain(String name) {
        return new Variable(
                name, "", DataType.STRING, true, null, List.of(), null, false, false, false, 3, null, List.of());
    }

    /** Reads who may tell it: one of those, or a list. */
    private static List<Source> source(FieldReader place, Variable base) {
        Optional<JsonNode> written = place.value("source");
        if (written.isEmpty()) {
            return base.source();
        }
        if (written.get().isString()) {
            return known(written.get()).map(List::of).orElseGet(() -> unknownSource(place, "source"));
        }
        List<JsonNode> listed = place.list("source", SOURCES.size());
        List<Source> sources = new ArrayList<>();
        for (int i = 0; i < listed.size(); i++) {
            String where = "source/" + i;
            sources.addAll(known(listed.get(i)).map(List::of).orElseGet(() -> unknownSource(place, where)));
        }
        if (written.get().isArray() && written.get().isEmpty()) {
            place.fault("source", "empty_field", "\"source\" is empty; say who may tell the variable, or remove it.");
        }
        return sources.stream().distinct().toList();
    }

    private static Optional<Source> known(JsonNode written) {
        return SOURCES.stream()
                .filter(source -> source.wireName().equals(written.asString("")))
                .findFirst();
    }

    private static List<Source> unknownSource(FieldReader place, String where) {
        String names = SOURCES.stream().map(Source::wireName).collect(Collectors.joining(", "));
        place.faultAt(where, "unknown_value", "\"source\" must be one of " + names + ", or a list of these.");
        return List.of();
    }

    private static Optional<String> ask(FieldReader place) {
        return place.value("ask").map(_ -> place.requiredText("ask", DocumentLimits.SENTENCES));
    }

    private static Optional<String> inherited(boolean sameType, @Nullable String value) {
        return sameType ? Optional.ofNullable(value) : Optional.empty();
    }

    static boolean isName(String name) {
        return NAME.matches(name) && !RESERVED.contains(name);
    }

    private static String name(FieldReader place) {
        String name = place.requiredText("name", DocumentLimits.NAME);
        if (!name.isBlank() && !NAME.matches(name)) {
            place.fault(
                    "name",
                    "invalid_variable_name",
                    "A variable's name is letters, digits and underscores, begins with no digit and has at most 64"
                            + " characters; rename \"" + name + "\".");
        } else if (RESERVED.contains(name)) {
            place.fault("name", "reserved_name", "\"" + name + "\" means something else in guards; rename it.");
        }
        return name;
    }

    /** Reads a pattern that compiles and applies to the type. A faulty one is reported and left out. */
    private static Optional<String> pattern(FieldReader place, DataType type) {
        String pattern = place.optionalText("pattern", DocumentLimits.PATTERN);
        if (pattern == null || pattern.isEmpty()) {
            return Optional.empty();
        }
        if (!ValueCheck.isTextual(type)) {
            place.fault(
                    "pattern",
                    "pattern_not_applicable",
                    "A pattern applies to texts, not to " + type.documentName() + "; remove it or change data_type.");
            return Optional.empty();
        }
        if (PatternSize.of(pattern) > PatternSize.MOST) {
            place.fault(
                    "pattern",
                    "pattern_too_large",
                    "The pattern's counted repetitions multiply to more than " + PatternSize.MOST
                            + " characters; use *, or smaller counts.");
            return Optional.empty();
        }
        try {
            Pattern.compile(pattern);
            return Optional.of(pattern);
        } catch (PatternSyntaxException wrong) {
            place.fault(
                    "pattern",
                    "invalid_pattern",
                    "The pattern does not compile (" + wrong.getDescription()
                            + "); it is RE2 syntax, without look-around" + " and back references.");
            return Optional.empty();
        }
    }

    private static List<String> enumeration(FieldReader place, DataType type, List<String> inherited) {
        if (place.value("enum").isEmpty()) {
            return inherited;
        }
        List<JsonNode> values = place.list("enum", DocumentLimits.ENUMERATION);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            String where = "enum/" + i;
            Optional<String> misfit = switch (type) {
                case BOOLEAN, CURRENCY -> Optional.of("cannot be listed for " + type.documentName());
                case STRING, INTEGER, NUMBER, DATE, TIME, DATETIME, PHONE, EMAIL, DIGITS ->
                    ValueCheck.typeMisfit(type, values.get(i));
            };
            if (misfit.isPresent()) {
                place.faultAt(where, "invalid_enum", "An allowed value " + misfit.get() + ".");
            } else {
                texts.add(values.get(i).asString(""));
            }
        }
        return texts;
    }
}
