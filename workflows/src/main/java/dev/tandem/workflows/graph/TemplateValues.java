package dev.tandem.workflows.graph;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.MustacheException;
import dev.tandem.workflows.variable.DataType;
import dev.tandem.workflows.variable.ValueCheck;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Shows JSON to jmustache. Nothing is looked up by reflection.
 *
 * @param values returns the value of a dotted name outside of sections; in a section, a name is looked up first among
 *     the members of the section's value
 */
record TemplateValues(Function<String, JsonNode> values) {

    static final Mustache.Compiler MUSTACHE =
            Mustache.compiler().escapeHTML(false).withCollector(new Members()).withFormatter(TemplateValues::text);

    /** jmustache's name for the value of a section. Outside of sections it is a name like any other. */
    private static final String THIS = "this";

    /**
     * Returns the member of that name, or else the value that its parts lead to: members of objects, entries of arrays
     * from 0.
     */
    static JsonNode at(String name, JsonNode values) {
        JsonNode found = values;
        if (values.has(name)) {
            return values.path(name);
        }
        for (String step : name.split("\\.", -1)) {
            found = found.isArray() ? entry(found, step) : found.path(step);
        }
        return found;
    }

    private static JsonNode entry(JsonNode array, String step) {
        boolean isIndex = step.length() <= 9 && step.chars().allMatch(Character::isDigit);
        return isIndex ? array.path(Integer.parseInt(step)) : array.path(step);
    }

    /** Returns a value as text. An amount of money is the only object that can be read out. */
    static Optional<String> plainText(JsonNode value) {
        if (ValueCheck.typeMisfit(DataType.CURRENCY, value).isEmpty()) {
            return Optional.of(value.path("amount").stringValue() + " "
                    + value.path("currency").stringValue());
        }
        return value.isValueNode() && !value.isNull() && !value.isMissingNode()
                ? value.asStringOpt()
                : Optional.empty();
    }

    private static String text(Object value) {
        return switch (value) {
            case TemplateValues all -> text(all.values().apply(THIS));
            case JsonNode node ->
                plainText(node).orElseThrow(() -> new MustacheException.Context("This cannot be said.", THIS, 0));
            default -> value.toString();
        };
    }

    private static final class Members implements Mustache.Collector {

        @Override
        public Mustache.VariableFetcher createFetcher(Object context, String name) {
            return (scope, dotted) -> switch (scope) {
                case TemplateValues all -> found(all.values().apply(dotted.strip()));
                case JsonNode node -> found(at(dotted.strip(), node));
                default -> com.samskivert.mustache.Template.NO_FETCHER_FOUND;
            };
        }

        private static @Nullable Object found(JsonNode value) {
            if (value.isMissingNode()) {
                return com.samskivert.mustache.Template.NO_FETCHER_FOUND;
            }
            return value.isNull() ? null : sectionValue(value);
        }

        /** Converts true and false, because jmustache knows only Java's. */
        private static Object sectionValue(JsonNode value) {
            return value.isBoolean() ? value.booleanValue() : value;
        }

        @Override
        public @Nullable Iterator<?> toIterator(Object value) {
            return switch (value) {
                case JsonNode node ->
                    node.isArray()
                            ? node.values().stream().map(Members::sectionValue).iterator()
                            : null;
                // jmustache takes this for an empty section.
                case List<?> none -> none.iterator();
                default -> null;
            };
        }

        @Override
        public <K, V> Map<K, V> createFetcherCache() {
            return new ConcurrentHashMap<>();
        }
    }
}
