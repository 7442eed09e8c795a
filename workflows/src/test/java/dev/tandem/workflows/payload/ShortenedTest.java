package dev.tandem.workflows.payload;

import static dev.tandem.workflows.Documents.json;
import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ShortenedTest {

    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void whateverItIsItFits(@ForAll("anything") JsonNode any, @ForAll @IntRange(min = 5, max = 3_000) int most) {
        JsonNode shortened = Shortened.to(any, most);

        assertThat(PayloadSize.of(shortened)).isLessThanOrEqualTo(most);
        if (PayloadSize.of(any) <= most) {
            assertThat(shortened).isEqualTo(any);
        }
    }

    @Test
    void whatIsShortStaysAndWhatIsLongKeepsItsBeginning() {
        JsonNode event =
                json("{'turn':3,'agent':'Desk','text':'TEXT','after':{'list':[1,2]}}".replace("TEXT", "漢".repeat(500)));

        JsonNode shortened = Shortened.to(event, 200);

        assertThat(shortened.path("turn").asInt()).isEqualTo(3);
        assertThat(shortened.path("agent").asString()).isEqualTo("Desk");
        assertThat(shortened.path("after")).isEqualTo(event.path("after"));
        assertThat(shortened.path("text").asString()).matches("漢{30,}…");
    }

    @Provide
    static Arbitrary<JsonNode> anything() {
        return AnyText.json(2_000);
    }
}
