package dev.tandem.workflows.document;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.workflows.RandomDocuments;
import dev.tandem.workflows.gate.PublishGate;
import dev.tandem.workflows.graph.Agent;
import dev.tandem.workflows.graph.AgentGraph;
import dev.tandem.workflows.graph.Path;
import dev.tandem.workflows.graph.Target;
import java.util.HashSet;
import java.util.Set;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;
import tools.jackson.databind.JsonNode;

class GraphPropertiesTest {

    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void whatPassesTheGateLoads(@ForAll("documents") JsonNode document) {
        boolean passed = PublishGate.check(document).passed();
        Statistics.label("gate")
                .collect(passed)
                .coverage(gate -> gate.check(true).percentage(share -> share > 5));
        if (passed) {
            assertThat(GraphDocument.parse(document)).isInstanceOf(GraphDocument.Result.Sound.class);
        }
    }

    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void everyIdThatAGraphNamesIsInIt(@ForAll("documents") JsonNode document) {
        if (GraphDocument.parse(document) instanceof GraphDocument.Result.Sound(AgentGraph graph, var warnings)) {
            assertThat(graph.agents()).extracting(Agent::id).contains(graph.entryAgentId());
            Set<String> paths = new HashSet<>();
            for (Agent agent : graph.agents()) {
                for (Path path : agent.paths()) {
                    assertThat(paths.add(path.id())).isTrue();
                    if (path.target() instanceof Target.ToAgent(String id)) {
                        assertThat(graph.agent(id).id()).isEqualTo(id);
                    }
                }
            }
        }
    }

    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void everyProblemPointsIntoTheDocumentOrToWhatItLacks(@ForAll("documents") JsonNode document) {
        for (Problem problem : PublishGate.check(document).problems()) {
            String parent = problem.pointer().substring(0, problem.pointer().lastIndexOf('/'));

            assertThat(document.at(parent).isMissingNode())
                    .as(problem.toString())
                    .isFalse();
            assertThat(problem.message()).endsWith(".");
        }
    }

    @Provide
    Arbitrary<JsonNode> documents() {
        return RandomDocuments.documents();
    }
}
