package dev.tandem.workflows.guard;

import dev.cel.common.CelOptions;
import dev.cel.common.types.CelType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import dev.tandem.workflows.variable.DataType;
import dev.tandem.workflows.variable.PatternSize;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * Defines the part of CEL that guards may use: the standard functions, no comprehensions, and a size that a workflow
 * task can afford. An expression without comprehensions is evaluated in time linear in its size.
 */
final class GuardLanguage {

    static final String VISITS = "visits";
    static final String TURN = "turn";
    static final String CHANNEL = "channel";

    /** The most characters of one guard. */
    static final int LONGEST = 2_000;

    private static final int DEEPEST = 40;
    private static final int MOST_NODES = 300;

    /** Names that have a meaning in CEL itself, so that no variable can have them. */
    private static final Set<String> TYPES = Set.of(
            "bool",
            "bytes",
            "double",
            "duration",
            "dyn",
            "int",
            "list",
            "map",
            "null_type",
            "string",
            "timestamp",
            "type",
            "uint");

    private static final CelOptions OPTIONS = CelOptions.current()
            .enableHeterogeneousNumericComparisons(true)
            .maxExpressionCodePointSize(LONGEST)
            .maxParseRecursionDepth(DEEPEST)
            .maxParseExpressionNodeCount(MOST_NODES)
            .maxParseErrorRecoveryLimit(3)
            .enableComprehension(false)
            .maxRegexProgramSize(4 * PatternSize.MOST)
            .build();

    static final CelRuntime RUNTIME =
            CelRuntimeFactory.plannerRuntimeBuilder().setOptions(OPTIONS).build();

    private GuardLanguage() {}

    static CelCompiler compiler(Map<String, DataType> variables) {
        CelCompilerBuilder compiler = CelCompilerFactory.standardCelCompilerBuilder()
                .setOptions(OPTIONS)
                .setStandardMacros(CelStandardMacro.HAS)
                .setResultType(SimpleType.BOOL)
                .addVar(VISITS, SimpleType.INT)
                .addVar(TURN, SimpleType.INT)
                .addVar(CHANNEL, SimpleType.STRING);
        variables.forEach((name, type) -> {
            if (!TYPES.contains(name)) {
                compiler.addVar(name, type(type));
            }
        });
        return compiler.build();
    }

    private static CelType type(DataType type) {
        return switch (type) {
            case STRING, DATE, TIME, PHONE, EMAIL, DIGITS -> SimpleType.STRING;
            case INTEGER -> SimpleType.INT;
            case NUMBER -> SimpleType.DOUBLE;
            case BOOLEAN -> SimpleType.BOOL;
            case DATETIME -> SimpleType.TIMESTAMP;
            case CURRENCY -> MapType.create(SimpleType.STRING, SimpleType.STRING);
        };
    }

    /**
     * Converts a value to CEL.
     *
     * @param value fits the type
     */
    static Object value(DataType type, JsonNode value) {
        return switch (type) {
            case STRING, DATE, TIME, PHONE, EMAIL, DIGITS -> value.stringValue();
            case INTEGER -> value.longValue();
            case NUMBER -> value.asDouble();
            case BOOLEAN -> value.booleanValue();
            case DATETIME -> OffsetDateTime.parse(value.stringValue()).toInstant();
            case CURRENCY ->
                Map.of(
                        "amount", value.path("amount").stringValue(),
                        "currency", value.path("currency").stringValue());
        };
    }
}
