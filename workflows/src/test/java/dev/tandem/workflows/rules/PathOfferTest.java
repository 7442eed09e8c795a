package dev.tandem.workflows.rules;

import static dev.tandem.workflows.Documents.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.workflows.Documents;
import dev.tandem.workflows.graph.AgentGraph;
import dev.tandem.workflows.variable.VariableValue;
import dev.tandem.workflows.variable.VariableValue.Source;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PathOfferTest {

    private static final AgentGraph SHOP = Documents.shopGraph();

    @Test
    void offersPathsOfHigherPriorityFirst() {
        assertThat(PathOffer.offered(RuleContext.at(SHOP, SHOP.entry())))
                .extracting(PathOffer::toolName)
                .containsExactly("transfer_to_goodbye", "transfer_to_billing");
    }

    @Test
    void asksForWhatIsMissingAndRequiresNothing() {
        assertThat(billing(Map.of()).parameters())
                .isEqualTo(json("{'type':'object','properties':{'customer_id':{'type':'string',"
                        + "'description':'The customer\\u0027s number.','x-data-type':'digits','pattern':'[0-9]{4}'}},"
                        + "'additionalProperties':false}"));
    }

    @Test
    void doesNotAskForWhatIsKnown() {
        VariableValue known = new VariableValue("customer_id", json("'4711'"), Source.CALLER, 1, false);

        assertThat(billing(Map.of("customer_id", known)).parameters().path("properties"))
                .isEmpty();
    }

    private static PathOffer billing(Map<String, VariableValue> variables) {
        List<PathOffer> offers =
                PathOffer.offered(RuleContext.at(SHOP, SHOP.entry()).with(variables));
        return offers.get(1);
    }
}
