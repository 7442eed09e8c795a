package dev.tandem.api.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.tandem.api.http.problem.ApiProblem;
import dev.tandem.workflows.document.Problem;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

class PriceListTest {

    private static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();

    @Test
    void aPriceOfEachKind() {
        assertThat(list("""
                        {"kind": "llm", "provider": "openai", "model": "gpt-4o-mini", "valid_from": "2026-01-01",
                         "currency": "USD", "input_per_million": 0.15},
                        {"kind": "tts", "provider": "cartesia", "valid_from": "2026-01-01", "currency": "EUR",
                         "characters_per_million": 35}
                        """).checked())
                .extracting(Price::provider, Price::model)
                .containsExactly(tuple("openai", "gpt-4o-mini"), tuple("cartesia", null));
    }

    @Test
    void namesEveryFaultWithItsPlace() {
        ApiProblem refused =
                catchThrowableOfType(ApiProblem.class, () -> list("""
                        {"kind": "vad", "provider": " ", "model": "", "currency": "USX"},
                        {"kind": "llm", "provider": "openai", "valid_from": "2026-01-01", "currency": "USD",
                         "input_per_million": -1, "output_per_million": 0.1234567, "cached_per_million": 1000000},
                        {"kind": "llm", "provider": "openai", "valid_from": "2026-01-01", "currency": "USD",
                         "input_per_million": 1}
                        """).checked());
        assertThat(refused.problems())
                .extracting(Problem::pointer)
                .containsExactly(
                        "/prices/0/kind",
                        "/prices/0/provider",
                        "/prices/0/model",
                        "/prices/0/valid_from",
                        "/prices/0/currency",
                        "/prices/0",
                        "/prices/1/input_per_million",
                        "/prices/1/cached_per_million",
                        "/prices/1/output_per_million",
                        "/prices/2");
    }

    @Test
    void aListThatIsNotThereRemovesNothing() {
        ApiProblem refused = catchThrowableOfType(ApiProblem.class, () -> new PriceList(null).checked());
        assertThat(refused.problems()).extracting(Problem::pointer).containsExactly("/prices");
        assertThat(new PriceList(List.of()).checked()).isEmpty();
    }

    private static PriceList list(String prices) {
        return JSON.readValue("{\"prices\": [" + prices + "]}", PriceList.class);
    }
}
