package dev.tandem.workflows.gate;

import static dev.tandem.workflows.Documents.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class RoutersTest {

    private static final Workspace WORKSPACE = new Workspace(Map.of("tier", json("'gold'")), Set.of(), Map.of());

    @Test
    void refusesARoundOfSilentRouters() {
        assertThat(refusals(agents(
                        agent("a", always("a1", "b", "")),
                        agent("b", always("b1", "c", "'guard_condition':'turn > 3'"), always("b2", "a", "")),
                        agent("c", always("c1", "a", "")))))
                .containsExactly(
                        "router_cycle /agents/0/paths/0",
                        "router_cycle /agents/1/paths/0",
                        "router_cycle /agents/1/paths/1",
                        "router_cycle /agents/2/paths/0");
    }

    @Test
    void aRouterThatPassesCallsToItselfIsARound() {
        assertThat(refusals(agents(agent("a", always("a1", "a", "")))))
                .containsExactly("router_cycle /agents/0/paths/0");
    }

    @Test
    void aRoundHasAnExitWhereAPathLeadsOutOfIt() {
        assertThat(refusals(agents(
                        agent("a", always("a1", "b", "")),
                        agent(
                                "b",
                                always("b1", "c", "'guard_condition':'turn > 3','priority':1"),
                                always("b2", "a", "")),
                        agent("c"))))
                .isEmpty();
    }

    @Test
    void aPathThatIsNeverTriedIsNoExit() {
        assertThat(refusals(agents(
                        agent(
                                "a",
                                always("a1", "a", "'priority':1"),
                                always("a2", "c", "'guard_condition':'turn > 3'")),
                        agent("c"))))
                .containsExactly("router_cycle /agents/0/paths/0");
    }

    @Test
    void aRoundHasAnExitWhereAPathMayBeRefused() {
        for (String condition : List.of("'guard_condition':'turn > 3'", "'max_visits':2")) {
            assertThat(refusals(agents(agent("a", always("a1", "b", condition)), agent("b", always("b1", "a", "")))))
                    .isEmpty();
        }
    }

    @Test
    void aWayIntoARoundIsNotToBlameForIt() {
        assertThat(refusals(agents(agent("a", always("a1", "b", "")), agent("b", always("b1", "b", "")))))
                .containsExactly("router_cycle /agents/1/paths/0");
    }

    @Test
    void refusesARouterBeforeAVariableThatNobodyTells() {
        assertThat(refusals(agents(
                        agent("a", always("a1", "b", requires("tier_level")), always("a2", "c", "")),
                        agent("b"),
                        agent("c"))))
                .containsExactly("no_source /agents/0/paths/0/required_variables/0");
    }

    @Test
    void whatAnAgentMayHearBeforeHasASource() {
        String routed = agent("r", always("r1", "b", requires("city")), always("r2", "b", ""));

        assertThat(refusals(agents(agent("a", intent("a1", "r", requires("city"))), routed, agent("b"))))
                .isEmpty();
        assertThat(refusals("{'variables':[{'name':'city'}],"
                        + agents(agent("a", intent("a1", "r", "")), routed, agent("b"))
                                .substring(1)))
                .isEmpty();
        assertThat(refusals(agents(agent("a", intent("a1", "r", "")), routed, agent("b"))))
                .containsExactly("no_source /agents/1/paths/0/required_variables/0");
    }

    @Test
    void whatAnAgentHearsOnlyLaterIsNoSource() {
        assertThat(refusals(agents(
                        agent("r", always("r1", "b", requires("city")), always("r2", "b", "")),
                        agent("b", intent("b1", "c", requires("city"))),
                        agent("c"))))
                .containsExactly("no_source /agents/0/paths/0/required_variables/0");
    }

    @Test
    void whatAToolAssignsBeforeHasASource() {
        assertThat(refusals(agents(
                        "{'id':'a','name':'A','tools':[{'tool_type':'http','description':'d','config':{'url':'https://x.y'},"
                                + "'assign':{'city':'/city'}}],'paths':[" + intent("a1", "r", "") + "]}",
                        agent("r", always("r1", "b", requires("city")), always("r2", "b", "")),
                        agent("b"))))
                .isEmpty();
    }

    @Test
    void whatIsKnownFromTheStartHasASource() {
        String routed = agents(agent("r", always("r1", "b", requires("tier")), always("r2", "b", "")), agent("b"));
        String router = routed.replace("tier", "level").substring(1);

        assertThat(refusals(routed)).isEmpty();
        assertThat(refusals("{'variables':[{'name':'level','given':true}]," + router))
                .isEmpty();
        assertThat(refusals("{'variables':[{'name':'level','default':'low'}]," + router))
                .isEmpty();
        assertThat(refusals("{'variables':[{'name':'level'}]," + router))
                .containsExactly("no_source /agents/0/paths/0/required_variables/0");
    }

    private static List<String> refusals(String document) {
        JsonNode read = json(document);
        return PublishGate.check(read, WORKSPACE).problems().stream()
                .filter(problem -> !problem.code().equals("unsupported"))
                .map(problem -> problem.code() + " " + problem.pointer())
                .toList();
    }

    private static String agents(String... agents) {
        return "{'agents':[" + String.join(",", agents) + "]}";
    }

    private static String agent(String id, String... paths) {
        return "{'id':'" + id + "','name':'" + id + "','paths':[" + String.join(",", paths) + "]}";
    }

    private static String always(String id, String target, String fields) {
        return path(id, target, "'kind':'always'" + (fields.isEmpty() ? "" : ",") + fields);
    }

    private static String intent(String id, String target, String fields) {
        return path(id, target, "'kind':'intent'" + (fields.isEmpty() ? "" : ",") + fields);
    }

    private static String path(String id, String target, String fields) {
        return "{'id':'" + id + "','name':'" + id + "','description':'d','target_agent_id':'" + target + "'," + fields
                + "}";
    }

    private static String requires(String variable) {
        return "'required_variables':[{'name':'" + variable + "'}]";
    }
}
