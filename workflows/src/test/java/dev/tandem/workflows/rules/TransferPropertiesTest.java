package dev.tandem.workflows.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.workflows.RandomDocuments;
import dev.tandem.workflows.document.GraphDocument;
import dev.tandem.workflows.graph.Agent;
import dev.tandem.workflows.graph.AgentGraph;
import dev.tandem.workflows.protocol.TransferProposal;
import dev.tandem.workflows.variable.ValueCheck;
import dev.tandem.workflows.variable.Variable;
import dev.tandem.workflows.variable.VariableNote;
import dev.tandem.workflows.variable.VariableUpdate;
import dev.tandem.workflows.variable.VariableValue;
import dev.tandem.workflows.variable.VariableValue.Source;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class TransferPropertiesTest {

    @Property(tries = 1000, edgeCases = EdgeCasesMode.NONE)
    void noTransferCommitsWithARequiredVariableMissing(
            @ForAll("graphs") AgentGraph graph,
            @ForAll("arguments") Map<String, JsonNode> noted,
            @ForAll boolean confirmed,
            @ForAll("arguments") Map<String, JsonNode> arguments) {
        Agent active = graph.entry();
        Map<String, VariableValue> known =
                noted(graph, active, noted, confirmed).variables();
        RuleContext context = RuleContext.at(graph, active).with(known);
        for (PathOffer offer : PathOffer.offered(context)) {
            Decision decision = TransferRules.decide(
                    context,
                    new TransferProposal(offer.path().id(), JsonMapper.shared().<JsonNode>valueToTree(arguments)));
            Statistics.label("decision").collect(decision.getClass().getSimpleName());
            if (decision instanceof Decision.Committed committed) {
                committed.path().variables().stream()
                        .filter(Variable::required)
                        .forEach(variable -> assertHolds(variable, committed.variables()));
            }
        }
    }

    @Property(tries = 1000, edgeCases = EdgeCasesMode.NONE)
    void aCallHoldsOnlyValuesThatFit(
            @ForAll("graphs") AgentGraph graph,
            @ForAll("arguments") Map<String, JsonNode> noted,
            @ForAll boolean confirmed) {
        Agent active = graph.entry();

        VariableUpdate merge = noted(graph, active, noted, confirmed);

        for (VariableValue value : merge.variables().values()) {
            Optional<Variable> variable = graph.declaration(active, value.name());
            assertThat(variable).isPresent();
            assertThat(ValueCheck.misfit(variable.get(), value.value())).isEmpty();
        }
        assertThat(merge.refused().keySet()).noneMatch(merge.variables()::containsKey);
    }

    private static VariableUpdate noted(
            AgentGraph graph, Agent active, Map<String, JsonNode> values, boolean confirmed) {
        List<VariableNote> notes = values.entrySet().stream()
                .map(entry -> new VariableNote(entry.getKey(), "said", entry.getValue(), confirmed))
                .toList();
        return VariableRules.note(RuleContext.at(graph, active).in(1), notes);
    }

    private static void assertHolds(Variable variable, Map<String, VariableValue> variables) {
        VariableValue value = variables.getOrDefault(
                variable.name(),
                new VariableValue("missing", JsonMapper.shared().nullNode(), Source.CALLER, 0, false));
        assertThat(value.name()).isEqualTo(variable.name());
        assertThat(ValueCheck.misfit(variable, value.value())).isEmpty();
        assertThat(value.confirmed() || !variable.confirm()).isTrue();
    }

    @Provide
    Arbitrary<AgentGraph> graphs() {
        return RandomDocuments.documents()
                .filter(document -> GraphDocument.parse(document) instanceof GraphDocument.Result.Sound)
                .map(GraphDocument::load);
    }

    @Provide
    Arbitrary<Map<String, JsonNode>> arguments() {
        return RandomDocuments.arguments();
    }
}
