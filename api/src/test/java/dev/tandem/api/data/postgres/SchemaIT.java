package dev.tandem.api.data.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.api.ApiTest;
import dev.tandem.stack.junit.SharedServers;
import dev.tandem.stack.server.Database;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

class SchemaIT extends ApiTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "organization | id,name,slug,time_zone,retention_days,created_at,updated_at",
                "workflow | id,organization_id,name,description,created_at,updated_at",
                "workflow_version | id,workflow_id,version,status,published_at,config,created_at",
                "agent_node | id,workflow_version_id,document_id,name,instructions,stt_config,llm_config,tts_config,vad_config,metadata,position,created_at",
                "agent_tool | id,agent_id,document_id,tool_type,config,display_name,created_at",
                "agent_path | id,from_agent_id,to_agent_id,document_id,name,description,guard_condition,metadata,created_at",
                "path_variable | id,path_id,name,description,is_required,data_type,created_at",
                "call_session | id,workflow_version_id,external_session_id,started_at,ended_at,status,channel",
                "session_event | id,session_id,sequence,event_type,payload,occurred_at",
                "test_session | id,workflow_version_id,call_session_id,transcript,created_at",
                "workspace_variable | id,organization_id,workflow_id,name,value,sealed,is_secret",
                "tool_definition | id,organization_id,tool_type,adapter,config,parameters,description,side_effect",
                "phone_number | id,organization_id,number,trunk_id,workflow_id,enabled",
                "trunk | id,organization_id,livekit_trunk_id",
                "api_key | id,organization_id,name,prefix,hash,role,expires_at,revoked_at,last_used_at"
            })
    void hasTheColumnsOfTheDomainModelAndAnOrganizationEach(String table, String columns) {
        List<@Nullable String> there = jdbc.sql(
                        "select column_name from information_schema.columns where table_name = :table")
                .param("table", table)
                .query(String.class)
                .list();

        assertThat(there).containsAll(Arrays.asList(columns.split(",")));
        if (!table.equals("organization")) {
            assertThat(there).contains("organization_id");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "insert into workflow_version (workflow_id, version, config, status) values (:workflow, 5, '{}', 'secret')",
                "insert into workflow_version (workflow_id, version, config) values (:workflow, 1, '{}')",
                "insert into workflow_version (workflow_id, version, config) values (:workflow, 5, '[]')",
                "insert into workflow_version (workflow_id, version, config) values (gen_random_uuid(), 5, '{}')",
                "insert into call_session (workflow_version_id, status) select id, 'ringing' from workflow_version where workflow_id = :workflow",
                "insert into call_session (workflow_version_id, status) select id, 'completed' from workflow_version where workflow_id = :workflow",
                "insert into phone_number (organization_id, number) select organization_id, '0123' from workflow where id = :workflow",
                "insert into workspace_variable (organization_id, name, is_secret, value) select organization_id, 'x', true, '1' from workflow where id = :workflow",
                "insert into api_key (organization_id, name, prefix, hash, role) select organization_id, 'x', 'p', sha256('x'), 'king' from workflow where id = :workflow"
            })
    void refusesRowsThatBreakTheModel(String sql) {
        UUID workflow = UUID.fromString(workflowOf(newDraft("Strict")));

        assertThatThrownBy(() -> jdbc.sql(sql).param("workflow", workflow).update())
                .isInstanceOf(org.springframework.dao.DataIntegrityViolationException.class);
    }

    @Test
    void anOrganizationVariableHasItsNameOnce() {
        String insert = """
                insert into workspace_variable (organization_id, workflow_id, name, value)
                select organization_id, null, 'hours', '"9 to 5"' from workflow limit 1
                """;
        newDraft("Variables");
        jdbc.sql(insert).update();

        assertThatThrownBy(() -> jdbc.sql(insert).update()).hasMessageContaining("workspace_variable");
    }

    @Test
    void aWorkflowTakesItsPartsWithIt() {
        String draft = shopDraft("Gone");
        UUID workflow = UUID.fromString(workflowOf(draft));

        jdbc.sql("delete from workflow where id = :id").param("id", workflow).update();

        assertThat(jdbc.sql("""
                                select (select count(*) from workflow_version where workflow_id = :workflow)
                                     + (select count(*) from agent_node where workflow_version_id = :draft)
                                """)
                        .param("workflow", workflow)
                        .param("draft", UUID.fromString(draft))
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void aPartBelongsToItsParentsOrganizationWhateverItsWriterSays() {
        UUID workflow = UUID.fromString(workflowOf(newDraft("Claimed")));
        jdbc.sql("insert into organization (name, slug) values ('Thief', 'thief') on conflict do nothing")
                .update();

        UUID organization =
                jdbc.sql("""
                        insert into workflow_version (organization_id, workflow_id, version, config)
                        select id, :workflow, 2, '{}' from organization where slug = 'thief'
                        returning organization_id
                        """).param("workflow", workflow).query(UUID.class).single();

        assertThat(organization)
                .isEqualTo(jdbc.sql("select organization_id from workflow where id = :id")
                        .param("id", workflow)
                        .query(UUID.class)
                        .single());
    }

    @Test
    void whoLooksForFiguresToFoldReadsAnIndexOfThemAlone() {
        Database database = SharedServers.postgres().database();
        SingleConnectionDataSource connection =
                new SingleConnectionDataSource(database.url(), database.user(), database.password(), true);
        try {
            JdbcClient one = JdbcClient.create(connection);
            // The planner reads a table of few rows as a whole, whatever indexes it has.
            one.sql("set enable_seqscan = off").update();

            assertThat(one.sql("""
                            explain select workflow_version_id from analytics_count
                            where day < current_date and slot > 0 limit 1
                            """).query(String.class).list().toString()).contains("analytics_count_to_fold");
        } finally {
            connection.destroy();
        }
    }
}
