package dev.tandem.workflows.rules;

import static dev.tandem.workflows.Documents.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.workflows.Documents;
import dev.tandem.workflows.document.GraphDocument;
import dev.tandem.workflows.graph.AgentGraph;
import dev.tandem.workflows.variable.VariableSchema;
import dev.tandem.workflows.variable.VariableValue;
import dev.tandem.workflows.variable.VariableValue.Source;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PathOfferTest {

    private static final AgentGraph SHOP = Documents.shopGraph();

    private static final AgentGraph BANK = GraphDocument.load(json("""
            {'agents': [
              {'id': 'a', 'name': 'A', 'paths': [
                {'id': 'visit', 'name': 'Visit', 'target_agent_id': 'b', 'max_visits': 1},
                {'id': 'gold', 'name': 'Gold', 'guard_condition': 'tier == \\"gold\\"', 'target_agent_id': 'b',
                 'required_variables': [{'name': 'tier'}]},
                {'id': 'out', 'name': 'Out', 'global': true, 'cooldown_turns': 2, 'target_agent_id': 'a'}]},
              {'id': 'b', 'name': 'B'}]}"""));

    @Test
    void offersPathsOfHigherPriorityFirst() {
        assertThat(offered(RuleContext.at(SHOP, SHOP.entry()))).containsExactly("goodbye", "to-billing");
    }

    @Test
    void asksForWhatIsMissingAndRequiresNothing() {
        assertThat(VariableSchema.object(billing(Map.of()).missing()))
                .isEqualTo(json("{'type':'object','properties':{'customer_id':{'type':'string',"
                        + "'description':'The customer\\u0027s number.','x-data-type':'digits','pattern':'[0-9]{4}'}},"
                        + "'additionalProperties':false}"));
    }

    @Test
    void doesNotAskForWhatIsKnown() {
        VariableValue known = new VariableValue("customer_id", json("'4711'"), Source.CALLER, 1, false);

        assertThat(billing(Map.of("customer_id", known)).missing()).isEmpty();
    }

    @Test
    void hidesAPathWhoseGuardIsFalseAndOffersItWhileItMayBeTrue() {
        RuleContext open = RuleContext.at(BANK, BANK.agent("a"));
        VariableValue basic = new VariableValue("tier", json("'basic'"), Source.CALLER, 1, false);

        assertThat(offered(open)).contains("gold");
        assertThat(offered(open.with(Map.of("tier", basic)))).doesNotContain("gold");
    }

    @Test
    void hidesAPathThatWasTakenAsOftenAsItMayBe() {
        PathHistory visited = PathHistory.NONE.took(BANK.path("visit").orElseThrow(), 1);

        assertThat(offered(new RuleContext(BANK, BANK.agent("a"), Map.of(), Map.of(), visited, 2, "voice")))
                .doesNotContain("visit");
    }

    @Test
    void offersAGlobalPathOnEveryOtherAgentAfterItsCooldown() {
        PathHistory out = PathHistory.NONE.took(BANK.path("out").orElseThrow(), 1);

        assertThat(offered(RuleContext.at(BANK, BANK.agent("b")))).contains("out");
        assertThat(offered(new RuleContext(BANK, BANK.agent("b"), Map.of(), Map.of(), out, 3, "voice")))
                .doesNotContain("out");
        assertThat(offered(new RuleContext(BANK, BANK.agent("b"), Map.of(), Map.of(), out, 4, "voice")))
                .contains("out");
    }

    private static List<String> offered(RuleContext context) {
        return PathOffer.offered(context).stream()
                .map(offer -> offer.path().id())
                .toList();
    }

    private static PathOffer billing(Map<String, VariableValue> variables) {
        List<PathOffer> offers =
                PathOffer.offered(RuleContext.at(SHOP, SHOP.entry()).with(variables));
        return offers.get(1);
    }
}
