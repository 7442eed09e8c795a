package dev.tandem.api.version;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.api.ApiTest;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataAccessException;

class PublishedRowsIT extends ApiTest {

    private static final String AGENTS =
            "(select id from agent_node where workflow_version_id = :version and document_id = 'intake')";
    private static final String PATHS = "(select id from agent_path where from_agent_id in " + AGENTS + ")";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update agent_node set instructions = 'Say something else.' where id in " + AGENTS,
                "update agent_node set workflow_version_id = :draft where id in " + AGENTS,
                "delete from agent_node where id in " + AGENTS,
                "insert into agent_node (workflow_version_id, document_id, name) values (:version, 'x', 'X')",
                "update agent_node set workflow_version_id = :version where workflow_version_id = :draft",
                "update agent_tool set config = '{}' where agent_id in " + AGENTS,
                "delete from agent_tool where agent_id in " + AGENTS,
                "insert into agent_tool (agent_id, tool_type, config) select id, 'http', '{}' from agent_node where id in "
                        + AGENTS,
                "update agent_path set to_agent_id = null where from_agent_id in " + AGENTS,
                "delete from agent_path where from_agent_id in " + AGENTS,
                "insert into agent_path (from_agent_id, name) select id, 'Away' from agent_node where id in " + AGENTS,
                "update path_variable set is_required = false where path_id in " + PATHS,
                "delete from path_variable where path_id in " + PATHS,
                "insert into path_variable (path_id, name) select id, 'more' from agent_path where id in " + PATHS
            })
    void thePartsOfAPublishedVersionCannotChange(String sql) {
        UUID version = UUID.fromString(shop("Parts"));
        UUID draft = UUID.fromString(shopDraft("Other"));
        boolean namesDraft = sql.contains(":draft");

        assertThatThrownBy(() -> {
                    var statement = jdbc.sql(sql).param("version", version);
                    var _ = (namesDraft ? statement.param("draft", draft) : statement).update();
                })
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("belongs to a workflow version that was published");
    }

    @Test
    void thePartsOfAnArchivedVersionCannotChangeEither() {
        String version = shop("Archived parts");
        api.post("/api/workflow-versions/" + version + "/archive").expect(200);

        assertThatThrownBy(() -> jdbc.sql("delete from agent_node where workflow_version_id = :version")
                        .param("version", UUID.fromString(version))
                        .update())
                .hasMessageContaining("was published");
    }

    @Test
    void aPublishedVersionIsNotDeletedByItself() {
        UUID version = UUID.fromString(shop("Stays"));

        assertThatThrownBy(() -> jdbc.sql("delete from workflow_version where id = :version")
                        .param("version", version)
                        .update())
                .hasMessageContaining("it cannot be deleted");
    }

    @Test
    void aPublishedVersionGoesWithItsWorkflow() {
        String version = shop("Goes");
        UUID workflow = UUID.fromString(workflowOf(version));

        jdbc.sql("delete from workflow where id = :workflow")
                .param("workflow", workflow)
                .update();

        assertThat(jdbc.sql("select count(*) from agent_node where workflow_version_id = :version")
                        .param("version", UUID.fromString(version))
                        .query(Integer.class)
                        .single())
                .isZero();
    }
}
