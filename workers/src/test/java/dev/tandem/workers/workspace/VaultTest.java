package dev.tandem.workers.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.workflows.workspace.MasterKeys;
import dev.tandem.workflows.workspace.WorkspaceValues;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class VaultTest {

    private static final String CANARY = "canary-4f9c2b";

    private final WorkspaceValues values = Safe.holding(Map.of("crm_key", CANARY));

    @Test
    void opensASecretWhenItIsAskedFor() {
        OpenWorkspace workspace = Safe.VAULT.of(values);
        assertThat(workspace.hasOpened()).isFalse();
        assertThat(workspace.named("workspace.crm_key")).hasValue(json("\"" + CANARY + "\""));
        assertThat(workspace.hasOpened()).isTrue();
    }

    @Test
    void knowsWhichNamesAreItsOwn() {
        assertThat(Safe.VAULT.of(values).named("crm_key")).isEmpty();
    }

    @Test
    void fillsAConfigAndLeavesWhatIsNotItsOwn() {
        JsonNode config = json("""
                {"api_key": "{{workspace.crm_key}}", "list": ["Bearer {{ workspace.crm_key }} {{order_id}}", 3]}
                """);
        assertThat(Safe.VAULT.of(values).filled(config)).isEqualTo(json("""
                {"api_key": "canary-4f9c2b", "list": ["Bearer canary-4f9c2b {{order_id}}", 3]}
                """));
        JsonNode plain = json("{\"model\": \"m\"}");
        assertThat(Safe.VAULT.of(values).filled(plain)).isSameAs(plain);
    }

    @Test
    void namesTheVariableThatIsNotSet() {
        OpenWorkspace workspace = Safe.VAULT.of(values);
        assertThatThrownBy(() -> workspace.named("workspace.gone"))
                .isInstanceOf(UnavailableVariableException.class)
                .hasMessageContaining("\"gone\"");
    }

    @Test
    void saysWhatAWorkerWithoutItsMasterKeyLacks() {
        assertThatThrownBy(() -> new Vault(MasterKeys.parse("")).of(values).named("workspace.crm_key"))
                .isInstanceOf(UnavailableVariableException.class)
                .hasMessageContaining("\"crm_key\"")
                .hasMessageContaining("TANDEM_MASTER_KEY");
        MasterKeys other = MasterKeys.parse("other:AgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgI=");
        assertThatThrownBy(() -> new Vault(other).of(values).named("workspace.crm_key"))
                .isInstanceOf(UnavailableVariableException.class)
                .hasMessageContaining("\"test\"");
    }

    @Test
    void showsNothingOfASecretInItsOwnWords() {
        OpenWorkspace workspace = Safe.VAULT.of(values);
        assertThat(workspace.named("workspace.crm_key")).isPresent();
        List<Object> everything = List.of(workspace, workspace.redaction(), Safe.VAULT, values);
        assertThat(everything.toString()).doesNotContain(CANARY);
    }

    private static JsonNode json(String text) {
        return JsonMapper.shared().readTree(text);
    }
}
