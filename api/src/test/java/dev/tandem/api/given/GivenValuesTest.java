package dev.tandem.api.given;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tandem.api.http.problem.ApiProblem;
import dev.tandem.workflows.document.GraphDocument;
import dev.tandem.workflows.document.Problem;
import dev.tandem.workflows.graph.AgentGraph;
import dev.tandem.workflows.variable.DataType;
import dev.tandem.workflows.variable.ValueCheck;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

class GivenValuesTest {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    string   | "Ada Lovelace"                 | "Ada Lovelace"
                    string   | 4711                           | "4711"
                    integer  | 42                             | 42
                    integer  | "42"                           | 42
                    integer  | " -42 "                        | -42
                    integer  | 42.0                           | 42
                    number   | 42.5                           | 42.5
                    number   | "42.50"                        | 42.50
                    number   | "7"                            | 7
                    boolean  | true                           | true
                    boolean  | "true"                         | true
                    boolean  | "False"                        | false
                    date     | "2026-12-24"                   | "2026-12-24"
                    date     | "2026-12-24T00:00:00.000Z"     | "2026-12-24"
                    date     | "2026-12-24 00:00:00"          | "2026-12-24"
                    time     | "14:30"                        | "14:30"
                    time     | "9:05"                         | "09:05"
                    time     | "14:30:00"                     | "14:30"
                    datetime | "2026-12-24T14:30:00+01:00"    | "2026-12-24T14:30+01:00"
                    datetime | "2026-12-24T14:30:00.000+0000" | "2026-12-24T14:30Z"
                    datetime | "2026-12-24 14:30:00z"         | "2026-12-24T14:30Z"
                    phone    | "(415) 555-2671"               | "+14155552671"
                    phone    | "+43 1 5880170"                | "+4315880170"
                    phone    | "011 43 1 5880170"             | "+4315880170"
                    phone    | 4155552671                     | "+14155552671"
                    email    | " ada@example.org "            | "ada@example.org"
                    digits   | "0042"                         | "0042"
                    digits   | "00 42-17"                     | "004217"
                    digits   | 42                             | "42"
                    currency | {"amount":"42.50","currency":"EUR"} | {"amount":"42.50","currency":"EUR"}
                    currency | {"amount":42.50,"currency":"eur"}   | {"amount":"42.50","currency":"EUR"}
                    currency | "42.50 EUR"                    | {"amount":"42.50","currency":"EUR"}
                    currency | "usd 7"                        | {"amount":"7","currency":"USD"}
                    """)
    void whatASystemSendsComesIntoOneForm(String type, String sent, String normal) {
        assertThat(read(variable(type), sent)).hasToString(normal);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    string   | ""
                    string   | "  "
                    string   | 42.5
                    string   | true
                    string   | ["a"]
                    string   | {"a":1}
                    integer  | "forty-two"
                    integer  | "42.5"
                    integer  | 42.5
                    integer  | "1,000"
                    integer  | 9223372036854775808
                    integer  | 1e999999
                    integer  | true
                    integer  | ""
                    number   | "1,5"
                    number   | "NaN"
                    number   | 1e999999
                    boolean  | 1
                    boolean  | "yes"
                    boolean  | ""
                    date     | "12/24/2026"
                    date     | "24.12.2026"
                    date     | "2026-02-30"
                    date     | "2026-12-24T14:30:00Z"
                    date     | 20261224
                    time     | "2:30 PM"
                    time     | "25:00"
                    datetime | "2026-12-24T14:30:00"
                    datetime | "2026-12-24"
                    datetime | "2026-02-30T14:30:00Z"
                    date     | "2026-02-30T00:00:00Z"
                    datetime | 1798120800
                    phone    | "555-2671"
                    phone    | "call me"
                    phone    | ""
                    email    | "ada at example"
                    digits   | "12a"
                    digits   | -42
                    digits   | 4.2
                    currency | "42.50"
                    currency | 42.5
                    currency | "EUR 42.50 USD"
                    currency | "$42.50"
                    currency | {"amount":"42.50"}
                    currency | {"amount":1e999999,"currency":"EUR"}
                    currency | {"amount":"42.50","currency":"EUR","per":"day"}
                    """)
    void whatHasNoSingleMeaningIsRefusedAtItsPlace(String type, String sent) {
        assertThat(faults(graph(variable(type)), Map.of("x", json(sent))))
                .containsExactly("invalid_value /variables/x");
    }

    @Test
    void aNumberWithoutItsCountryIsReadAsOneOfTheDocumentsLanguage() {
        AgentGraph german = graphIn("de-AT", variable("phone"));
        AgentGraph nowhere = graphIn("en", variable("phone"));

        assertThat(GivenValues.read(german, Map.of("x", json("\"01 5880170\""))))
                .containsValue(json("\"+4315880170\""));
        assertThat(GivenValues.read(nowhere, Map.of("x", json("\"4155552671\""))))
                .containsValue(json("\"+14155552671\""));
    }

    @Test
    void anAllowedValueIsFoundInAnyCaseUnlessTwoDifferOnlyInThat() {
        assertThat(read("{'name':'x','given':true,'enum':['gold','silver']}", "\" Gold \""))
                .hasToString("\"gold\"");
        assertThat(read("{'name':'x','given':true,'data_type':'integer','enum':[1,2]}", "\"2\""))
                .hasToString("2");
        String two = "{'name':'x','given':true,'enum':['gold','GOLD']}";
        assertThat(read(two, "\"gold\"")).hasToString("\"gold\"");
        assertThat(faults(graph(two), Map.of("x", json("\"Gold\"")))).containsExactly("invalid_value /variables/x");
        assertThat(faults(graph("{'name':'x','given':true,'enum':['gold']}"), Map.of("x", json("\"golden\""))))
                .containsExactly("invalid_value /variables/x");
    }

    @Test
    void textsAreBoundedOneByOneAndAllTogether() {
        assertThat(read(variable("string"), "\"" + "ü".repeat(2_000) + "\"").asString())
                .hasSize(2_000);
        assertThat(faults(graph(variable("string")), Map.of("x", json("\"" + "x".repeat(2_001) + "\""))))
                .containsExactly("invalid_value /variables/x");
        List<String> many = new ArrayList<>();
        Map<String, JsonNode> given = new LinkedHashMap<>();
        for (int i = 0; i < 45; i++) {
            many.add("{'name':'x" + i + "','given':true}");
            given.put("x" + i, json("\"" + "語".repeat(2_000) + "\""));
        }

        assertThat(faults(graph(many.toArray(String[]::new)), given)).containsExactly("too_large /variables");
    }

    @Test
    void nullCountsAsNotGiven() {
        Map<String, JsonNode> nothing = Map.of("x", json("null"));
        AgentGraph optional = graph("{'name':'x','given':true,'is_required':false}");

        assertThat(GivenValues.read(optional, nothing)).isEmpty();
        assertThat(GivenValues.read(graph("{'name':'x','given':true,'default':'a'}"), nothing))
                .isEmpty();
        assertThat(GivenValues.read(optional, Map.of("y", json("null")))).isEmpty();
        assertThat(faults(graph("{'name':'x','given':true}"), nothing)).containsExactly("required /variables/x");
    }

    @Test
    void everyFaultIsNamedAtOnce() {
        AgentGraph graph = graph(
                "{'name':'n','given':true,'data_type':'integer'}",
                "{'name':'own'}",
                "{'name':'missing','given':true}",
                "{'name':'kept','given':true,'default':'a'}");
        Map<String, JsonNode> given = new LinkedHashMap<>();
        given.put("n", json("\"many\""));
        given.put("own", json("\"a\""));
        given.put("a/b~c", json("1"));

        assertThat(faults(graph, given))
                .containsExactly(
                        "invalid_value /variables/n",
                        "not_given /variables/own",
                        "undeclared_variable /variables/a~1b~0c",
                        "required /variables/missing");
        assertThatThrownBy(() -> GivenValues.read(graph, given)).hasMessageContaining("4 faults");
    }

    /** Whatever is taken fits its type, and is in its normal form already. */
    @Test
    void whatIsTakenFitsAndStaysAsItIs() {
        Random random = new Random(12);
        String[] seeds = {
            "42",
            "-1",
            "4.2",
            "1e40",
            "true",
            "\"TRUE\"",
            "[]",
            "{}",
            "\"\"",
            "\"2026-12-24\"",
            "\"14:30\"",
            "\"2026-12-24T14:30:00+0100\"",
            "\"+14155552671\"",
            "\"(415) 555-2671\"",
            "\"a@b.co\"",
            "\"0 4-2\"",
            "\"42.50 EUR\"",
            "{\"amount\":1,\"currency\":\"usd\"}",
            "\"語\"",
            "\"0x10\"",
            "\"٤٢\"",
            "99999999999999999999"
        };
        List<DataType> types = List.of(DataType.values());
        int taken = 0;
        for (int i = 0; i < 5_000; i++) {
            DataType type = types.get(random.nextInt(types.size()));
            AgentGraph graph = graph(variable(type.documentName()));
            JsonNode sent = changed(seeds[random.nextInt(seeds.length)], random);
            JsonNode normal;
            try {
                normal = GivenValues.read(graph, Map.of("x", sent))
                        .getOrDefault("x", JsonNodeFactory.instance.nullNode());
            } catch (ApiProblem refused) {
                continue;
            }
            if (!normal.isNull()) {
                taken++;
                assertThat(ValueCheck.typeMisfit(type, normal))
                        .as("%s as %s", sent, type)
                        .isEmpty();
                assertThat(GivenValues.read(graph, Map.of("x", normal)))
                        .as("%s as %s", sent, type)
                        .containsValue(normal);
            }
        }
        assertThat(taken).isGreaterThan(500);
    }

    private static JsonNode changed(String seed, Random random) {
        JsonNode value = json(seed);
        if (!value.isString() || random.nextBoolean()) {
            return value;
        }
        StringBuilder text = new StringBuilder(value.stringValue());
        text.insert(random.nextInt(text.length() + 1), " 0+T:-zE.".charAt(random.nextInt(9)));
        return JsonNodeFactory.instance.stringNode(text.toString());
    }

    private static JsonNode read(String variable, String sent) {
        return GivenValues.read(graph(variable), Map.of("x", json(sent)))
                .values()
                .iterator()
                .next();
    }

    private static List<String> faults(AgentGraph graph, Map<String, JsonNode> given) {
        ApiProblem refused = catchThrowableOfType(ApiProblem.class, () -> GivenValues.read(graph, given));
        return refused.problems().stream()
                .map((Problem problem) -> problem.code() + " " + problem.pointer())
                .toList();
    }

    private static String variable(String type) {
        return "{'name':'x','given':true,'data_type':'" + type + "'}";
    }

    private static AgentGraph graph(String... variables) {
        return graphIn("en-US", variables);
    }

    private static AgentGraph graphIn(String language, String... variables) {
        return GraphDocument.load(json("{\"schema_version\": 2, \"language\": \"" + language + "\", \"variables\": ["
                + String.join(",", variables).replace('\'', '"')
                + "], \"agents\": [{\"id\": \"a\", \"name\": \"A\"}]}"));
    }

    private static JsonNode json(String text) {
        return JSON.readTree(text);
    }
}
