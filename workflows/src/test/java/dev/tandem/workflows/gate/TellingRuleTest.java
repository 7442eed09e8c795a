package dev.tandem.workflows.gate;

import static dev.tandem.workflows.Documents.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.tandem.workflows.document.Problem;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TellingRuleTest {

    private static final String TOOL =
            "{'tool_type':'http','name':'t','description':'d','config':{'url':'https://example.org'},'assign':{'v':'/v'}}";

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            no_source            | /variables/0                    | {'name':'v'}                                | ``
            no_source            | /variables/0                    | {'name':'v','source':'tool'}                | ``
            no_source            | /variables/0                    | {'name':'v','source':'caller'}              | ``
            no_source            | /variables/0                    | {'name':'v','source':['given','tool']}      | ``
            excluded_source      | /variables/0/given              | {'name':'v','source':'operator','given':true} | ``
            excluded_source      | /agents/0/tools/0/assign/v      | {'name':'v','source':'operator'}            | 'tools':[TOOL]
            excluded_source      | /agents/0/collects/0            | {'name':'v','source':'operator'}            | 'collects':['v']
            unknown_variable     | /agents/0/collects/0            | {'name':'v','default':'x'}                  | 'collects':['w']
            conflicting_variable | /agents/0/paths/0/required_variables/0/source | {'name':'v','source':'caller'} | 'paths':[{'id':'p','name':'P','description':'d','target':{'end':true},'required_variables':[{'name':'v','source':'tool'}]}]
            """)
    void refusesWhatNobodyMayTellAndWhatIsSetToBeToldByTheWrongOnes(
            String code, String pointer, String variable, String agent) {
        assertThat(problems(variable, agent))
                .extracting(Problem::code, Problem::pointer)
                .containsExactly(tuple(code, pointer));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {'name':'v','source':'operator'}    | ``
            {'name':'v','default':'x'}          | ``
            {'name':'v','given':true}           | ``
            {'name':'v'}                        | 'collects':['v']
            {'name':'v','ask':'Which one?'}     | ``
            {'name':'v','source':'tool'}        | 'tools':[TOOL]
            """)
    void takesWhatSomebodyMayTell(String variable, String agent) {
        assertThat(problems(variable, agent)).isEmpty();
    }

    @Test
    void aGuardOverWhatNothingMayTellIsRefusedInASentence() {
        List<Problem> problems = problems(
                "{'name':'v','data_type':'boolean','source':'tool'}",
                "'paths':[{'id':'p','name':'P','description':'d','guard_condition':'v','target':{'end':true}}]");

        assertThat(problems)
                .extracting(Problem::pointer)
                .containsExactly("/variables/0", "/agents/0/paths/0/guard_condition");
        assertThat(problems.getLast().message())
                .isEqualTo("The guard looks at \"v\", which nothing may tell: its source is a tool, and no tool assigns"
                        + " it: add it to the assign of one.");
    }

    @Test
    void aGuardThatTheCallersWordOpensBesideAToolsIsAWarning() {
        String paths = "'tools':[TOOL],'paths':["
                + "{'id':'p','name':'P','description':'d','guard_condition':'v == true','target':{'end':true},"
                + "'required_variables':[{'name':'v','data_type':'boolean'}]}]";

        assertThat(warnings("{'name':'v','data_type':'boolean'}", paths))
                .extracting(Problem::code, Problem::pointer)
                .containsExactly(tuple("caller_may_tell", "/agents/0/paths/0/guard_condition"));
        assertThat(warnings("{'name':'v','data_type':'boolean','source':'tool'}", paths))
                .isEmpty();
    }

    @Test
    void aSourceThatNeverTellsIsAWarning() {
        assertThat(warnings("{'name':'v','source':['tool','caller']}", "'tools':[TOOL]"))
                .extracting(Problem::code, Problem::pointer)
                .containsExactly(tuple("idle_source", "/variables/0/source"));
    }

    private static List<Problem> problems(String variable, String agent) {
        return report(variable, agent).problems();
    }

    private static List<Problem> warnings(String variable, String agent) {
        return report(variable, agent).warnings();
    }

    private static GateReport report(String variable, String agent) {
        String fields = agent.isEmpty() ? "" : "," + agent.replace("TOOL", TOOL);
        return PublishGate.check(json(
                "{'schema_version':2,'variables':[" + variable + "],'agents':[{'id':'a','name':'A'" + fields + "}]}"));
    }
}
