package dev.tandem.workflows.gate;

import static dev.tandem.workflows.Documents.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.tandem.workflows.Documents;
import dev.tandem.workflows.RandomDocuments;
import dev.tandem.workflows.document.DocumentIds;
import dev.tandem.workflows.document.DocumentSchema;
import dev.tandem.workflows.document.DraftBounds;
import dev.tandem.workflows.document.GraphDocument;
import dev.tandem.workflows.document.Problem;
import dev.tandem.workflows.graph.AgentGraph;
import dev.tandem.workflows.graph.Template;
import dev.tandem.workflows.graph.TransferNames;
import dev.tandem.workflows.variable.Variable;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Checks sound documents after random changes. */
class GateMutationsTest {

    private static final Workspace WORKSPACE = new Workspace(Map.of("SHOP", json("'x'")), Set.of("KEY"), Map.of());

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void whatPassesTheGateLoadsAndCanBeSpoken(@ForAll("mutated") JsonNode document) {
        GateReport report = PublishGate.check(document, WORKSPACE);
        Statistics.label("gate")
                .collect(report.passed())
                .coverage(gate -> gate.check(true).percentage(share -> share > 5));

        if (report.passed()) {
            AgentGraph graph = GraphDocument.load(document);
            graph.agents().forEach(agent -> {
                Template.of(agent.instructions());
                agent.paths()
                        .forEach(path -> assertThat(graph.declarations().keySet())
                                .containsAll(path.variables().stream()
                                        .map(Variable::name)
                                        .toList()));
                TransferNames.of(agent.paths());
            });
        }
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void whatIsLoadedOnceIsLoadedForEver(@ForAll("mutated") JsonNode document) {
        if (GraphDocument.parse(document) instanceof GraphDocument.Result.Sound(AgentGraph graph, var warnings)) {
            JsonNode stored = DocumentSchema.current(document);

            assertThat(GraphDocument.load(stored)).isEqualTo(graph);
            assertThat(GraphDocument.load(JsonMapper.shared().readTree(stored.toString())))
                    .isEqualTo(graph);
        }
    }

    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void everyFindingHasAPlaceAndSaysWhatToDo(@ForAll("mutated") JsonNode document) {
        JsonNode read = DocumentSchema.current(document);
        for (Problem problem : PublishGate.check(document, WORKSPACE).problems()) {
            int last = Math.max(0, problem.pointer().lastIndexOf('/'));

            assertThat(read.at(problem.pointer().substring(0, last)).isMissingNode())
                    .as(problem.toString())
                    .isFalse();
            assertThat(problem.code()).matches("[a-z_]+");
            assertThat(problem.message()).endsWith(".");
        }
    }

    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void aDraftOfAnyShapeCanBeCompletedAndCompared(@ForAll("mutated") JsonNode document) {
        assertThatCode(() -> {
                    JsonNode complete = DocumentIds.complete(DocumentSchema.current(document), () -> "new");
                    assertThat(DraftBounds.excess(complete)).isEmpty();
                })
                .doesNotThrowAnyException();
    }

    @Provide
    Arbitrary<JsonNode> mutated() {
        return RandomDocuments.mutated(Arbitraries.of(Documents.shop(), Documents.shop(), Documents.fastApiEra()));
    }
}
