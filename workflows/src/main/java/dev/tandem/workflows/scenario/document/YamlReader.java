package dev.tandem.workflows.scenario.document;

import dev.tandem.workflows.document.Problem;
import dev.tandem.workflows.scenario.ScenarioLimits;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.resolver.ScalarResolver;
import org.snakeyaml.engine.v2.schema.CoreSchema;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads a text of YAML 1.2 (core schema), of which JSON is a part, into JSON. Depth, values and what aliases make of
 * them are counted while it reads, so that a small text cannot become a large document. Tags are refused.
 */
final class YamlReader {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final ScalarResolver SCALARS = new CoreSchema().getScalarResolver();

    /** Digits of a number: JSON's own readers take no more than 1,000. */
    private static final int DIGITS = 40;

    private final Iterator<Event> events;
    private final Map<String, SourceText.Mark> marks = new LinkedHashMap<>();
    private final List<Problem> problems = new ArrayList<>();
    private final Map<Anchor, Anchored> anchors = new HashMap<>();
    private int nodes;

    private record Anchored(JsonNode node, int nodes) {}

    /** Ends reading: what follows could not be understood, or would be too much. */
    private static final class Unreadable extends RuntimeException {

        private final transient Problem problem;

        Unreadable(Problem problem) {
            super(problem.message(), null, false, false);
            this.problem = problem;
        }
    }

    private YamlReader(String text) {
        LoadSettings settings = LoadSettings.builder()
                .setUseMarks(true)
                .setCodePointLimit(ScenarioLimits.BYTES)
                .build();
        // YAML takes no tabs between values, JSON does; neither has one within a JSON string.
        String spaced = text.stripLeading().startsWith("{") ? text.replace('\t', ' ') : text;
        events = new Parse(settings).parseString(spaced).iterator();
    }

    /** Reads one document. */
    static SourceText read(String text) {
        YamlReader reader = new YamlReader(text);
        JsonNode root = JSON.missingNode();
        try {
            root = reader.document();
        } catch (Unreadable unreadable) {
            reader.problems.add(unreadable.problem);
        } catch (MarkedYamlEngineException malformed) {
            reader.problems.add(malformed(malformed));
        } catch (YamlEngineException malformed) {
            reader.problems.add(new Problem(
                    "malformed_yaml",
                    "",
                    "This is not YAML: " + firstLine(String.valueOf(malformed.getMessage())) + "."));
        }
        return new SourceText(root, reader.marks, reader.problems);
    }

    private static Problem malformed(MarkedYamlEngineException malformed) {
        String line =
                malformed.getProblemMark().map(mark -> mark(mark).toString()).orElse("");
        return new Problem(
                "malformed_yaml",
                "",
                line + "this is not YAML: " + firstLine(malformed.getProblem())
                        + ". Look at the indentation, and put texts with : # { [ or quotes into quotes.");
    }

    private static String firstLine(String message) {
        return message.lines().findFirst().orElse("");
    }

    private JsonNode document() {
        JsonNode root = JSON.missingNode();
        int documents = 0;
        while (events.hasNext()) {
            Event event = events.next();
            if (event instanceof NodeEvent node) {
                if (++documents > 1) {
                    throw unreadable(
                            event, "", "several_documents", "One text has one scenario; put this into another.");
                }
                root = node(node, "", 0);
            }
        }
        if (documents == 0) {
            throw new Unreadable(new Problem(
                    "empty_document", "", "There is nothing here; a scenario has at least a name and a caller."));
        }
        return root;
    }

    private JsonNode node(NodeEvent event, String pointer, int depth) {
        if (depth > ScenarioLimits.DEPTH) {
            throw unreadable(
                    event,
                    pointer,
                    "too_deep",
                    "Values stand within one another at most " + ScenarioLimits.DEPTH + " deep.");
        }
        count(event, pointer, 1);
        event.getStartMark().ifPresent(mark -> marks.putIfAbsent(pointer, mark(mark)));
        if (event instanceof AliasEvent alias) {
            return alias(alias, pointer);
        }
        int before = nodes;
        JsonNode read = switch (event) {
            case ScalarEvent scalar -> scalar(scalar, pointer);
            case SequenceStartEvent start -> list(start, pointer, depth);
            case MappingStartEvent start -> object(start, pointer, depth);
            default -> throw unreadable(event, pointer, "malformed_yaml", "This is not a value.");
        };
        event.getAnchor().ifPresent(anchor -> anchors.put(anchor, new Anchored(read, nodes - before + 1)));
        return read;
    }

    private JsonNode alias(AliasEvent alias, String pointer) {
        Anchored anchored = anchors.get(alias.getAlias());
        if (anchored == null) {
            throw unreadable(
                    alias, pointer, "unknown_anchor", "No value before this one is called &" + alias.getAlias() + ".");
        }
        count(alias, pointer, anchored.nodes());
        return anchored.node().deepCopy();
    }

    private void count(Event event, String pointer, int more) {
        nodes += more;
        if (nodes > ScenarioLimits.NODES) {
            throw unreadable(
                    event, pointer, "too_large", "A scenario has at most " + ScenarioLimits.NODES + " values.");
        }
    }

    private ArrayNode list(SequenceStartEvent start, String pointer, int depth) {
        refuseTag(start, start.getTag(), "tag:yaml.org,2002:seq", pointer);
        ArrayNode list = JSON.arrayNode();
        for (Event event = events.next(); event instanceof NodeEvent node; event = events.next()) {
            list.add(node(node, pointer + "/" + list.size(), depth + 1));
        }
        return list;
    }

    private ObjectNode object(MappingStartEvent start, String pointer, int depth) {
        refuseTag(start, start.getTag(), "tag:yaml.org,2002:map", pointer);
        ObjectNode object = JSON.objectNode();
        Set<String> names = new HashSet<>();
        for (Event event = events.next(); event instanceof NodeEvent key; event = events.next()) {
            if (!(key instanceof ScalarEvent name)) {
                throw unreadable(key, pointer, "invalid_name", "A name is a text; put it into quotes.");
            }
            count(name, pointer, 1);
            String member = pointer + "/" + name.getValue().replace("~", "~0").replace("/", "~1");
            name.getStartMark().ifPresent(mark -> marks.put(member, mark(mark)));
            if (!names.add(name.getValue())) {
                problem(
                        name,
                        member,
                        "duplicate_name",
                        "\"" + name.getValue()
                                + "\" stands here twice; keep one of them, or put - in front of each to make a list.");
            }
            Event value = events.next();
            if (!(value instanceof NodeEvent node)) {
                throw unreadable(value, member, "malformed_yaml", "The name has no value.");
            }
            object.set(name.getValue(), node(node, member, depth + 1));
        }
        return object;
    }

    private JsonNode scalar(ScalarEvent scalar, String pointer) {
        refuseTag(scalar, scalar.getTag(), "!", pointer);
        String text = scalar.getValue();
        if (!scalar.isPlain()) {
            return JSON.stringNode(text);
        }
        Tag tag = SCALARS.resolve(text, true);
        if (tag.equals(Tag.NULL)) {
            return JSON.nullNode();
        } else if (tag.equals(Tag.BOOL)) {
            return JSON.booleanNode(text.equalsIgnoreCase("true"));
        } else if (tag.equals(Tag.INT)) {
            return whole(scalar, pointer);
        } else if (tag.equals(Tag.FLOAT)) {
            return fraction(scalar, pointer);
        }
        return JSON.stringNode(text);
    }

    private JsonNode whole(ScalarEvent scalar, String pointer) {
        String text = scalar.getValue();
        String digits = text.startsWith("-") || text.startsWith("+") ? text.substring(1) : text;
        if (text.startsWith("0x") || text.startsWith("0o") || digits.length() > DIGITS) {
            return ambiguous(scalar, pointer, "write a number in decimal digits");
        }
        if (text.startsWith("+") || (digits.length() > 1 && digits.startsWith("0"))) {
            return ambiguous(scalar, pointer, "as a number it would lose its first character");
        }
        BigInteger number = new BigInteger(text);
        return number.bitLength() < Long.SIZE ? JSON.numberNode(number.longValue()) : JSON.numberNode(number);
    }

    private JsonNode fraction(ScalarEvent scalar, String pointer) {
        String text = scalar.getValue();
        if (text.length() > DIGITS
                || text.contains(".inf")
                || text.toLowerCase(Locale.ROOT).contains("nan")) {
            return ambiguous(scalar, pointer, "JSON has no such number");
        }
        return JSON.numberNode(new BigDecimal(text));
    }

    private JsonNode ambiguous(ScalarEvent scalar, String pointer, String why) {
        String text = scalar.getValue();
        problem(
                scalar,
                pointer,
                "ambiguous_number",
                "Put \"" + shortened(text) + "\" into quotes if it is a text; " + why + ".");
        return JSON.stringNode(text);
    }

    private static String shortened(String text) {
        return text.length() <= DIGITS ? text : text.substring(0, DIGITS) + "…";
    }

    private void refuseTag(Event event, Optional<String> tag, String harmless, String pointer) {
        if (tag.isPresent() && !tag.get().equals(harmless)) {
            problem(event, pointer, "tag", "Leave the tag out (!…); put a value into quotes to make it a text.");
        }
    }

    private void problem(Event event, String pointer, String code, String message) {
        problems.add(unreadable(event, pointer, code, message).problem);
    }

    private static Unreadable unreadable(Event event, String pointer, String code, String message) {
        String line = event.getStartMark().map(mark -> mark(mark).toString()).orElse("");
        return new Unreadable(new Problem(code, pointer, line + message));
    }

    private static SourceText.Mark mark(Mark mark) {
        return new SourceText.Mark(mark.getLine() + 1, mark.getColumn() + 1);
    }
}
