package dev.tandem.workers.think;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.workers.itn.SpokenValues;
import java.time.ZonedDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SaidArgumentsTest {

    private static final JsonNode SCHEMA = json("""
            {"type": "object", "properties": {
              "pin": {"type": "string", "pattern": "^\\\\d{4}$"},
              "order": {"type": "string", "pattern": "^[A-Z]\\\\d{4}$"},
              "prefixed": {"type": "string", "pattern": "^A"},
              "odd": {"type": "string", "pattern": "^(?=A)"},
              "day": {"type": "string", "format": "date"},
              "hour": {"type": "string", "format": "time"},
              "moment": {"type": ["string", "null"], "format": "date-time"},
              "mail": {"type": "string", "format": "email"},
              "amount": {"type": "number"},
              "count": {"type": ["null", "integer"]},
              "sure": {"type": "boolean"},
              "size": {"enum": ["large", "extra_large"]},
              "phone": {"type": "string", "x-data-type": "phone"},
              "note": {"type": "string"}}}
            """);

    private final SaidArguments arguments = new SaidArguments(
            SCHEMA, new SpokenValues(ZonedDateTime.parse("2026-11-25T15:00-05:00[America/New_York]"), "US"));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "pin      | four seven double one                  | '\"4711\"'",
                "order    | A one two three four                   | '\"A1234\"'",
                "day      | tomorrow                               | '\"2026-11-26\"'",
                "hour     | half past three in the afternoon       | '\"15:30\"'",
                "moment   | tomorrow at three pm                   | '\"2026-11-26T15:00-05:00\"'",
                "mail     | john dot smith at example dot com      | '\"john.smith@example.com\"'",
                "amount   | three point five                       | 3.5",
                "count    | two hundred and five                   | 205",
                "sure     | yes, please                            | true",
                "size     | extra large                            | '\"extra_large\"'",
                "phone    | four one five triple five two six seven one | '\"+14155552671\"'"
            })
    void readsWhatWasSaidAsTheSchemaWantsIt(String name, String said, String value) {
        assertThat(read(name, said).toString()).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "pin      | I don't know it",
                "pin      | 0042",
                "prefixed | A team",
                "odd      | four seven one one",
                "day      | next Friday",
                "day      | 2026-12-24",
                "count    | three point five",
                "sure     | maybe",
                "size     | bronze",
                "note     | four seven one one",
                "unknown  | four seven one one"
            })
    void leavesWhatFitsAndWhatItCannotReadAsItWasSaid(String name, String said) {
        assertThat(read(name, said).stringValue()).isEqualTo(said);
    }

    @Test
    void leavesWhatIsNoTextAlone() {
        JsonNode given = json("{\"amount\": 7, \"sure\": false, \"note\": {\"a\": [1]}, \"day\": null}");

        assertThat(arguments.read(given)).isEqualTo(given);
        assertThat(arguments.read(json("[1]"))).isEqualTo(json("[1]"));
    }

    @Test
    void readsAReferenceAChoiceWithNullAndAListAndAddsWhatTheSchemaKnows() {
        SaidArguments generated = new SaidArguments(
                json("""
                        {"type": "object", "required": ["seats", "size", "unit", "counts"],
                         "$defs": {"Seats": {"type": "integer"}},
                         "properties": {"seats": {"$ref": "#/$defs/Seats"},
                                        "size": {"anyOf": [{"type": "integer"}, {"type": "null"}]},
                                        "unit": {"const": "metric"},
                                        "kind": {"type": "string", "default": "table"},
                                        "names": {"type": "array", "items": {"type": "string"}},
                                        "counts": {"type": "array", "items": {"type": "integer"}}}}
                        """), new SpokenValues(ZonedDateTime.parse("2026-11-25T15:00-05:00[America/New_York]"), "US"));
        assertThat(generated.read(json("""
                        {"seats": "four", "size": "seven", "names": "Ann, Bob and Carl", "counts": "two and three"}
                        """)).toString()).isEqualTo(json("""
                        {"seats": 4, "size": 7, "names": ["Ann", "Bob", "Carl"], "counts": [2, 3],
                         "unit": "metric", "kind": "table"}
                        """).toString());
    }

    private JsonNode read(String name, String said) {
        return arguments
                .read(JsonMapper.shared().createObjectNode().put(name, said))
                .path(name);
    }

    private static JsonNode json(String text) {
        return JsonMapper.shared().readTree(text);
    }
}
