package dev.tandem.callers.persona;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.vendors.ModelVendor;
import dev.tandem.vendors.ReplyScript;
import dev.tandem.vendors.VendorServer;
import dev.tandem.vendors.openai.OpenAiServer;
import dev.tandem.workers.egress.Egress;
import dev.tandem.workers.egress.EgressSettings;
import dev.tandem.workers.llm.LanguageModels;
import dev.tandem.workers.metrics.Meters;
import dev.tandem.workers.provider.Watches;
import dev.tandem.workers.workspace.Vault;
import dev.tandem.workflows.call.api.CallerLine.HangUp;
import dev.tandem.workflows.call.api.CallerLine.Inquiry;
import dev.tandem.workflows.call.api.CallerLine.Next;
import dev.tandem.workflows.call.api.CallerLine.Reason;
import dev.tandem.workflows.call.api.CallerLine.Say;
import dev.tandem.workflows.call.api.CallerLine.Speaker;
import dev.tandem.workflows.call.api.CallerLine.Words;
import dev.tandem.workflows.graph.ProviderConfig;
import dev.tandem.workflows.scenario.Caller;
import dev.tandem.workflows.workspace.MasterKeys;
import dev.tandem.workflows.workspace.SealedSecrets;
import dev.tandem.workflows.workspace.WorkspaceValues;
import io.micrometer.observation.ObservationRegistry;
import io.temporal.failure.ApplicationFailure;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ModelPersonaTest {

    private final OpenAiServer vendor = VendorServer.start(new OpenAiServer());
    private final LanguageModels models = new LanguageModels(
            new Watches(Meters.unread(), ObservationRegistry.NOOP), new Egress(EgressSettings.allowing("127.0.0.1")));
    private final PersonaLines lines = new PersonaLines(models, new Vault(MasterKeys.parse("")));

    @AfterEach
    void close() {
        models.close();
        vendor.close();
    }

    @Test
    void aModelSaysWhatThePersonaSays() {
        vendor.answers(ReplyScript.saying("Hello. ", "Where is my order?"));
        assertThat(next(12, new Words(Speaker.AGENT, "Lakeside."))).isEqualTo(new Say("Hello. Where is my order?"));
        JsonNode request = vendor.questions().getFirst().json();
        String system = request.at("/messages/0/content").asString();
        assertThat(system)
                .contains("What you want: Find out where the order is.", "order_id: A1234", "How you talk: brief")
                .contains("You play a person who calls a company.");
        assertThat(request.at("/messages/1/role").asString()).isEqualTo("user");
        assertThat(request.at("/messages/1/content").asString()).startsWith("Lakeside.");
        assertThat(request.at("/tools/0/function/name").asString()).isEqualTo("hang_up");
    }

    @Test
    void itHangsUpByATool() {
        vendor.answers(new ReplyScript(List.of(), ReplyScript.Ending.TOOLS)
                .asking("hang_up", "{\"reason\": ", "\"goal_reached\"}"));
        assertThat(next(12, new Words(Speaker.CALLER, "Bye."))).isEqualTo(new HangUp(Reason.GOAL_REACHED));
    }

    @Test
    void itHangsUpWhenItsModelRefusesOrSaysNothing() {
        vendor.answers(ReplyScript.refusing("I cannot help with that."));
        assertThat(next(12)).isEqualTo(new HangUp(Reason.REFUSED));
        vendor.answers(ReplyScript.saying(" "));
        assertThat(next(12)).isEqualTo(new HangUp(Reason.OUT_OF_PATIENCE));
    }

    @Test
    void itSaysNoMoreThanALineOfTwoBreaths() {
        vendor.answers(ReplyScript.saying("I want to know. ".repeat(500)));
        assertThat(next(12))
                .isInstanceOfSatisfying(
                        Say.class,
                        say -> assertThat(say.text()).endsWith("know.").hasSizeBetween(500, ModelPersona.LONGEST));
    }

    @Test
    void itIsNotAskedWhenItHasNoLineLeft() {
        assertThat(next(1, new Words(Speaker.CALLER, "Hello?"))).isEqualTo(new HangUp(Reason.OUT_OF_TURNS));
        assertThat(vendor.questions()).isEmpty();
    }

    @Test
    void aKeyThatIsMissingIsNamed() {
        assertThatThrownBy(() -> lines.next(inquiry(12, "{{workspace.OPENAI_KEY}}")))
                .isInstanceOfSatisfying(ApplicationFailure.class, failure -> {
                    assertThat(failure.isNonRetryable()).isTrue();
                    assertThat(failure.getOriginalMessage()).contains("OPENAI_KEY");
                });
    }

    @Test
    void aKeyThatIsRefusedIsNotShown() {
        assertThatThrownBy(() -> lines.next(inquiry(12, "sk-wrong-0123456789")))
                .isInstanceOfSatisfying(ApplicationFailure.class, failure -> {
                    assertThat(failure.isNonRetryable()).isTrue();
                    assertThat(failure.getOriginalMessage()).doesNotContain("sk-wrong");
                });
    }

    private Next next(int maxTurns, Words... said) {
        return lines.next(inquiry(maxTurns, ModelVendor.KEY, said));
    }

    private Inquiry inquiry(int maxTurns, String key, Words... said) {
        JsonNode config = JsonMapper.shared()
                .createObjectNode()
                .put("provider", "openai")
                .put("model", OpenAiServer.MODEL)
                .put("base_url", vendor.url() + "/v1")
                .put("api_key", key);
        Caller.Persona persona = new Caller.Persona(
                "Find out where the order is.",
                Map.of("order_id", "A1234"),
                "brief",
                new ProviderConfig("openai", config),
                maxTurns);
        return new Inquiry(persona, "en-US", List.of(said), 1, new WorkspaceValues(Map.of(), SealedSecrets.NONE));
    }
}
