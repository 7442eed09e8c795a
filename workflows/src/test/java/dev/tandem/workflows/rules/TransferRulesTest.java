package dev.tandem.workflows.rules;

import static dev.tandem.workflows.Documents.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.workflows.Documents;
import dev.tandem.workflows.document.GraphDocument;
import dev.tandem.workflows.graph.AgentGraph;
import dev.tandem.workflows.graph.Target;
import dev.tandem.workflows.protocol.Rejection;
import dev.tandem.workflows.protocol.TransferProposal;
import dev.tandem.workflows.variable.VariableNote;
import dev.tandem.workflows.variable.VariableUpdate;
import dev.tandem.workflows.variable.VariableValue;
import dev.tandem.workflows.variable.VariableValue.Source;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class TransferRulesTest {

    private static final AgentGraph SHOP = Documents.shopGraph();
    private static final VariableValue KNOWN = new VariableValue("customer_id", json("'4711'"), Source.CALLER, 2, true);

    @Test
    void commitsWithTheRequiredVariableInTheProposal() {
        Decision decision = decide("to-billing", "{'customer_id':'4711'}", Map.of());

        VariableValue learnt = new VariableValue("customer_id", json("'4711'"), Source.CALLER, 3, false);
        assertThat(decision).isInstanceOfSatisfying(Decision.Committed.class, committed -> {
            assertThat(committed.path().target()).isEqualTo(new Target.ToAgent("billing"));
            assertThat(committed.variables()).containsExactly(Map.entry("customer_id", learnt));
            assertThat(committed.changed()).containsExactly(learnt);
        });
    }

    @Test
    void commitsWithTheRequiredVariableKnownBefore() {
        Decision decision = decide("to-billing", "{}", Map.of("customer_id", KNOWN));

        assertThat(decision).isInstanceOf(Decision.Committed.class);
        assertThat(decision.changed()).isEmpty();
    }

    @Test
    void rejectsTransferWhileARequiredVariableIsMissing() {
        assertThat(decide("to-billing", "{}", Map.of()))
                .isEqualTo(rejected(new Rejection("to-billing", List.of("customer_id"), Map.of(), null, null)));
    }

    @Test
    void takesNullAndBlankForMissing() {
        Rejection missing = new Rejection("to-billing", List.of("customer_id"), Map.of(), null, null);

        assertThat(decide("to-billing", "{'customer_id':null}", Map.of())).isEqualTo(rejected(missing));
        assertThat(decide("to-billing", "{'customer_id':' '}", Map.of())).isEqualTo(rejected(missing));
    }

    @Test
    void saysWhatIsWrongWithAValueThatDoesNotFit() {
        Rejection invalid = new Rejection(
                "to-billing", List.of(), Map.of("customer_id", "must have the form [0-9]{4}"), null, null);

        assertThat(decide("to-billing", "{'customer_id':'47'}", Map.of()))
                .isInstanceOfSatisfying(
                        Decision.Rejected.class,
                        rejected -> assertThat(rejected.rejection()).isEqualTo(invalid));
    }

    @Test
    void keepsTheValuesThatFitOfARejectedProposal() {
        Decision decision =
                decide("to-billing", "{'balance':{'amount':'1','currency':'EUR'},'customer_id':'x'}", Map.of());

        assertThat(decision).isInstanceOf(Decision.Rejected.class);
        assertThat(decision.variables()).containsOnlyKeys("balance");
        assertThat(decision.changed()).extracting(VariableValue::name).containsExactly("balance");
    }

    @Test
    void anUnfittingValueDoesNotReplaceAKnownOne() {
        Decision decision = decide("to-billing", "{'customer_id':'x'}", Map.of("customer_id", KNOWN));

        assertThat(decision).isInstanceOf(Decision.Rejected.class);
        assertThat(decision.variables()).containsEntry("customer_id", KNOWN);
    }

    @Test
    void theSameValueAgainStaysConfirmed() {
        Decision decision = decide("to-billing", "{'customer_id':'4711'}", Map.of("customer_id", KNOWN));

        assertThat(decision.variables()).containsEntry("customer_id", KNOWN);
        assertThat(decision.changed()).isEmpty();
    }

    @Test
    void refusesAVariableThatNobodyDeclared() {
        assertThat(decide("goodbye", "{'mood':'good'}", Map.of()))
                .isEqualTo(rejected(new Rejection(
                        "goodbye", List.of(), Map.of(), null, "There is no variable for mood; leave that out.")));
    }

    /** What a model makes up is no key of a figure: its names are a sentence of bounded length. */
    @Test
    void namesThatTheModelMakesUpAreShortened() {
        ObjectNode arguments = JsonMapper.shared().createObjectNode();
        for (int n = 0; n < 500; n++) {
            arguments.put(n + "x".repeat(10_000), "y");
        }

        Decision decision = decide("goodbye", arguments.toString(), Map.of());

        assertThat(decision).isInstanceOfSatisfying(Decision.Rejected.class, rejected -> {
            assertThat(rejected.rejection().wanted()).isEmpty();
            assertThat(rejected.rejection().reason()).hasSizeLessThan(400);
        });
    }

    @Test
    void rejectsAPathOfAnotherAgent() {
        assertThat(decide("back", "{}", Map.of()))
                .isEqualTo(rejected(new Rejection(
                        "back",
                        List.of(),
                        Map.of(),
                        null,
                        "This agent has no such path; use one that is offered, or go on.")));
    }

    @Test
    void rejectsArgumentsThatAreNoObject() {
        assertThat(decide("goodbye", "[]", Map.of())).isInstanceOf(Decision.Rejected.class);
    }

    @Test
    void endsTheCallOnAPathThatLeadsOut() {
        assertThat(decide("goodbye", "{}", Map.of()))
                .isInstanceOfSatisfying(
                        Decision.Committed.class,
                        committed -> assertThat(committed.path().target()).isEqualTo(new Target.End()));
    }

    @Test
    void waitsForConfirmationWhereThePathWantsIt() {
        AgentGraph graph = GraphDocument.load(json("{'agents':[{'id':'a','name':'A','paths':[{'id':'p','name':'P',"
                + "'target':{'end':true},'required_variables':[{'name':'iban','confirm':true}]}]}]}"));
        TransferProposal proposal = new TransferProposal("p", json("{'iban':'AT1'}"));

        Decision unconfirmed = TransferRules.decide(at(graph, Map.of(), 1), proposal);
        VariableUpdate confirmed = VariableRules.note(
                at(graph, unconfirmed.variables(), 2),
                List.of(new VariableNote("iban", "AT one", json("'AT1'"), true)));
        Decision granted = TransferRules.decide(at(graph, confirmed.variables(), 2), proposal);

        assertThat(unconfirmed)
                .isInstanceOfSatisfying(
                        Decision.Rejected.class,
                        rejected -> assertThat(rejected.rejection().invalid()).containsOnlyKeys("iban"));
        assertThat(granted).isInstanceOf(Decision.Committed.class);
    }

    private static Decision decide(String path, String arguments, Map<String, VariableValue> variables) {
        return TransferRules.decide(at(SHOP, variables, 3), new TransferProposal(path, json(arguments)));
    }

    private static RuleContext at(AgentGraph graph, Map<String, VariableValue> variables, int turn) {
        return new RuleContext(graph, graph.entry(), variables, Map.of(), PathHistory.NONE, turn, "voice");
    }

    private static Decision rejected(Rejection rejection) {
        return new Decision.Rejected(rejection, new VariableUpdate.Gathering(Map.of()).done());
    }
}
