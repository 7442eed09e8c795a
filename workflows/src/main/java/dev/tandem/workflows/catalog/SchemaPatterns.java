package dev.tandem.workflows.catalog;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import com.networknt.schema.regex.RegularExpression;
import com.networknt.schema.regex.RegularExpressionFactory;
import dev.tandem.workflows.document.DocumentLimits;
import dev.tandem.workflows.document.Place;
import dev.tandem.workflows.document.Problems;
import dev.tandem.workflows.variable.PatternSize;
import java.util.Optional;
import java.util.Set;

/**
 * Runs the patterns of JSON Schemas on RE2/J, whose time grows with the text and never with its powers. JSON Schema's
 * dialect is ECMAScript's, which has more: look-around and back references are refused.
 */
public final class SchemaPatterns implements RegularExpressionFactory {

    /** Keywords whose members are named by the author and are schemas. */
    private static final Set<String> NAMED_SCHEMAS =
            Set.of("properties", "patternProperties", "$defs", "definitions", "dependentSchemas");

    /** Keywords whose value is data, in which {@code pattern} is a word like any other. */
    private static final Set<String> DATA = Set.of("const", "enum", "default", "example", "examples");

    /**
     * Returns the pattern on RE2/J. One that is not RE2 or too large is never run and passes every text: the gate
     * refuses it, but a version may have been published before the gate did.
     */
    @Override
    public RegularExpression getRegularExpression(String pattern) {
        if (fault(pattern).isPresent()) {
            return _ -> true;
        }
        Pattern compiled = Pattern.compile(translated(pattern));
        return text -> compiled.matcher(text).find();
    }

    /** Reports each pattern of a schema, at any depth, that is not RE2 or too large. */
    static void check(Place schema, Problems problems) {
        if (schema.node().isArray()) {
            schema.entries().forEach(entry -> check(entry, problems));
        }
        for (String keyword : schema.node().propertyNames()) {
            Place member = schema.field(keyword);
            if (keyword.equals("pattern") && member.node().isString()) {
                report(member.node().stringValue(), member, problems);
            } else if (NAMED_SCHEMAS.contains(keyword) && member.node().isObject()) {
                named(keyword, member, problems);
            } else if (!DATA.contains(keyword)) {
                check(member, problems);
            }
        }
    }

    private static void named(String keyword, Place schemas, Problems problems) {
        for (String name : schemas.node().propertyNames()) {
            Place schema = schemas.field(name);
            if (keyword.equals("patternProperties")) {
                report(name, schema, problems);
            }
            check(schema, problems);
        }
    }

    private static void report(String pattern, Place place, Problems problems) {
        fault(pattern).ifPresent(fault -> problems.fault(fault.code(), place.pointer(), fault.message()));
    }

    private record Fault(String code, String message) {}

    private static Optional<Fault> fault(String pattern) {
        if (pattern.length() > DocumentLimits.PATTERN || PatternSize.of(pattern) > PatternSize.MOST) {
            return Optional.of(new Fault(
                    "pattern_too_large",
                    "A pattern has at most " + DocumentLimits.PATTERN
                            + " characters, and its counted repetitions multiply" + " to at most " + PatternSize.MOST
                            + "; use *, or smaller counts."));
        }
        try {
            Pattern.compile(translated(pattern));
            return Optional.empty();
        } catch (PatternSyntaxException wrong) {
            return Optional.of(new Fault(
                    "invalid_pattern",
                    "The pattern does not compile (" + wrong.getDescription()
                            + "); it is RE2 syntax, without look-around and back references."));
        }
    }

    /** Writes ECMAScript's {@code \u00e9} as RE2 writes it. */
    private static String translated(String pattern) {
        StringBuilder translated = new StringBuilder(pattern.length());
        int at = 0;
        while (at < pattern.length()) {
            char c = pattern.charAt(at);
            if (c == '\\' && pattern.startsWith("u", at + 1) && isHex(pattern, at + 2)) {
                translated.append("\\x{").append(pattern, at + 2, at + 6).append('}');
                at += 6;
            } else {
                int end = Math.min(pattern.length(), c == '\\' ? at + 2 : at + 1);
                translated.append(pattern, at, end);
                at = end;
            }
        }
        return translated.toString();
    }

    private static boolean isHex(String text, int from) {
        return from + 4 <= text.length()
                && text.substring(from, from + 4).chars().allMatch(c -> Character.digit(c, 16) >= 0);
    }
}
