package dev.tandem.api.scenario;

import dev.tandem.api.access.Access;
import dev.tandem.api.access.Requires;
import dev.tandem.api.access.Role;
import dev.tandem.api.call.WholeRecord;
import dev.tandem.workflows.scenario.document.ScenarioText;
import dev.tandem.workflows.scenario.recorded.CallAsScenario;
import java.util.List;
import java.util.UUID;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Makes scenarios of calls. */
@RestController
class CallScenarioController {

    private final WholeRecord calls;

    CallScenarioController(WholeRecord calls) {
        this.calls = calls;
    }

    /**
     * Makes a scenario of a recorded call, to be edited.
     *
     * It has the caller's lines, the tools' answers as mocks, and what happened as expectations. Nothing is kept.
     */
    @PostMapping("/api/calls/{id}/scenario")
    @Requires(Role.EDITOR)
    MadeScenario make(Access access, @PathVariable UUID id) {
        CallAsScenario made = CallAsScenario.of("call " + id, calls.events(access.organization(), id));
        return new MadeScenario(made.scenario(), ScenarioText.yaml(made.scenario()), made.masked());
    }

    /**
     * A scenario that was made of a call.
     *
     * @param masked JSON Pointers of values that the record hides; fill them in
     */
    record MadeScenario(JsonNode scenario, String yaml, List<String> masked) {}
}
