package dev.tandem.api.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.api.ApiTest;
import dev.tandem.api.Shop;
import dev.tandem.workflows.call.api.LoadVersion;
import dev.tandem.workflows.workspace.CannotOpenException;
import dev.tandem.workflows.workspace.MasterKeys;
import dev.tandem.workflows.workspace.SealedSecrets;
import dev.tandem.workflows.workspace.WorkspaceValues;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

class WorkspaceVariablesIT extends ApiTest {

    private static final String PATH = "/api/workspace-variables";
    private static final String CANARY = "canary-4f9c2b";

    @Autowired
    private LoadVersion versions;

    @Test
    void aSecretGoesInAndNeverComesOut() {
        String id = secret("crm_key", CANARY);

        assertThat(api.get(PATH + "/" + id).expect(200).body().path("value").isNull())
                .isTrue();
        assertThat(api.get(PATH + "?limit=200").expect(200).body().toString())
                .contains("crm_key")
                .doesNotContain(CANARY);
        assertThat(api.patch(PATH + "/" + id, "{\"value\": \"" + CANARY + "-2\"}")
                        .expect(200)
                        .body()
                        .toString())
                .doesNotContain(CANARY);
    }

    @Test
    void aSecretIsNowhereInTheDatabaseInTheClear() {
        secret("stored", CANARY);

        assertThat(jdbc.sql("""
                                select count(*) from workspace_variable v
                                where v::text like '%canary%' or position('canary'::bytea in v.sealed) > 0
                                """).query(Long.class).single()).isZero();
    }

    @Test
    void aSettingIsShownAndMayBecomeAnother() {
        String id = setting("opening_hour", "9");
        assertThat(api.get(PATH + "/" + id).expect(200).body().path("value").asInt())
                .isEqualTo(9);

        api.patch(PATH + "/" + id, "{\"value\": \"ten\"}").expect(200);

        assertThat(api.get(PATH + "/" + id).text("/value")).isEqualTo("ten");
        api.send(api.request(PATH + "/" + id).DELETE()).expect(204);
        api.get(PATH + "/" + id).problem(404, "not-found");
    }

    @Test
    void aCallIsHandedSettingsAndTheSecretsThatItsConfigsNameStillSealed() {
        secret("asked_for", CANARY);
        secret("not_asked_for", "canary-other");
        setting("shop", "\"Lakeside\"");
        String version = publishedWith("asked_for");

        WorkspaceValues workspace = load(version);

        assertThat(workspace.settings())
                .hasEntrySatisfying(
                        "shop", shop -> assertThat(shop.stringValue()).isEqualTo("Lakeside"));
        assertThat(workspace.secrets().values()).extracting("name").containsExactly("asked_for");
        assertThat(workspace.toString()).doesNotContain("canary");
        assertThat(opened(workspace.secrets(), "asked_for")).isEqualTo(CANARY);
    }

    @Test
    void aWorkflowsOwnVariableWins() {
        secret("shared", "canary-of-everybody");
        String version = publishedWith("shared");
        String workflow = workflowOf(version);
        api.post(PATH, variable("shared", true, "\"canary-of-its-own\"", workflow))
                .expect(201);

        assertThat(opened(load(version).secrets(), "shared")).isEqualTo("canary-of-its-own");
        assertThat(api.get(PATH + "?workflow_id=" + workflow).body().path("items"))
                .hasSize(1);
    }

    @Test
    void aSealedValueThatIsMovedToAnotherRowDoesNotOpen() {
        secret("mine", CANARY);
        secret("yours", "canary-yours");
        String version = publishedWith("yours");
        jdbc.sql("""
                        update workspace_variable set sealed =
                            (select sealed from workspace_variable where name = 'mine')
                        where name = 'yours'
                        """).update();

        SealedSecrets moved = load(version).secrets();

        assertThatThrownBy(() -> opened(moved, "yours")).isInstanceOf(CannotOpenException.class);
    }

    @Test
    void sealingTheSameValueAgainLooksDifferent() {
        String id = secret("twice", CANARY);
        byte[] before = sealed("twice");

        api.patch(PATH + "/" + id, "{\"value\": \"" + CANARY + "\"}").expect(200);

        assertThat(sealed("twice")).isNotEqualTo(before);
    }

    @Test
    void oneNameIsOneThingInAnOrganization() {
        secret("taken", CANARY);
        String workflow = workflowOf(newDraft("Names"));

        api.post(PATH, variable("taken", true, "\"canary-more\"", null)).problem(409, "name-taken");
        api.post(PATH, variable("taken", false, "\"a setting\"", workflow)).problem(409, "name-taken");
        api.post(PATH, variable("taken", true, "\"canary-more\"", workflow)).expect(201);
    }

    @Test
    void whatAPublishedVersionNamesStays() {
        String id = secret("in_use", CANARY);
        String version = publishedWith("in_use");

        assertThat(api.send(api.request(PATH + "/" + id).DELETE())
                        .problem(409, "in-use")
                        .text("/detail"))
                .contains("in_use");

        jdbc.sql("update workflow_version set status = 'archived' where id = :id")
                .param("id", UUID.fromString(version))
                .update();
        api.send(api.request(PATH + "/" + id).DELETE()).expect(204);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{} | required | /name",
                "{'name': '9lives', 'value': 1} | invalid_variable_name | /name",
                "{'name': 'a b', 'value': 1} | invalid_variable_name | /name",
                "{'name': 'x'} | wrong_type | /value",
                "{'name': 'x', 'value': null} | wrong_type | /value",
                "{'name': 'x', 'value': {'a': 1}} | wrong_type | /value",
                "{'name': 'x', 'is_secret': true, 'value': 12345678} | wrong_type | /value",
                "{'name': 'x', 'is_secret': true, 'value': 'canary'} | too_short | /value",
                "{'name': 'x', 'value': 1, 'workflow_id': '00000000-0000-0000-0000-000000000009'} | unknown_workflow | /workflow_id",
            })
    void saysWhatIsWrongWithAVariable(String body, String code, String pointer) {
        JsonNode problems = api.post(PATH, body.replace('\'', '"'))
                .problem(422, "invalid-request")
                .body()
                .path("problems");

        assertThat(problems.valueStream()
                        .map(problem -> problem.path("code").asString() + " "
                                + problem.path("pointer").asString()))
                .contains(code + " " + pointer);
        assertThat(problems.toString()).doesNotContain("canary");
    }

    @Test
    void boundsWhatACallHasToCarry() {
        api.post(PATH, variable("long", true, "\"" + "x".repeat(4097) + "\"", null))
                .problem(422, "invalid-request");
        api.post(PATH, variable("long", false, "\"" + "x".repeat(2001) + "\"", null))
                .problem(422, "invalid-request");
        String workflow = workflowOf(newDraft("Crowded"));
        String longest = "\"" + "x".repeat(4096) + "\"";
        for (int i = 0; i < 31; i++) {
            api.post(PATH, variable("s" + i, true, longest, workflow)).expect(201);
        }
        api.post(PATH, variable("s31", true, longest, workflow)).problem(409, "too-many-variables");
    }

    private String secret(String name, String value) {
        return api.post(PATH, variable(name, true, "\"" + value + "\"", null))
                .expect(201)
                .text("/id");
    }

    private String setting(String name, String value) {
        return api.post(PATH, variable(name, false, value, null)).expect(201).text("/id");
    }

    private static String variable(String name, boolean isSecret, String value, @Nullable String workflow) {
        return "{\"name\": \"" + name + "\", \"is_secret\": " + isSecret + ", \"value\": " + value
                + (workflow == null ? "" : ", \"workflow_id\": \"" + workflow + "\"") + "}";
    }

    /** Publishes a version whose tool sends this variable. */
    private String publishedWith(String variable) {
        String draft = newDraft("Uses " + variable);
        String document = Shop.DOCUMENT.replace(
                "\"method\": \"GET\"",
                "\"method\": \"GET\", \"headers\": {\"Authorization\": \"Bearer {{workspace." + variable + "}}\"}");
        api.patch("/api/workflow-versions/" + draft, Shop.change(document)).expect(200);
        api.post("/api/workflow-versions/" + draft + "/publish").expect(200);
        return draft;
    }

    private WorkspaceValues load(String version) {
        return versions.load(version, "tandem", null).workspace();
    }

    private static String opened(SealedSecrets secrets, String name) {
        return MasterKeys.parse(MASTER_KEY)
                .unwrap(Objects.requireNonNull(secrets.key()))
                .open(secrets.named(name).orElseThrow());
    }

    private byte[] sealed(String name) {
        return jdbc.sql("select sealed from workspace_variable where name = :name")
                .param("name", name)
                .query(byte[].class)
                .single();
    }
}
