package dev.tandem.workflows.document;

import dev.tandem.workflows.graph.Agent;
import dev.tandem.workflows.graph.ProviderConfig;
import dev.tandem.workflows.graph.ProviderKind;
import dev.tandem.workflows.graph.TurnTaking;
import dev.tandem.workflows.graph.Vad;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads an agent with everything that belongs to it. */
final class AgentReader {

    private final Identities identities;
    private final ToolReader tools;
    private final PathReader paths;

    AgentReader(Identities identities, VariableReader variables) {
        this.identities = identities;
        this.tools = new ToolReader(identities);
        this.paths = new PathReader(identities, variables);
    }

    Agent read(FieldReader place) {
        Agent agent = new Agent(
                identities.required(Identities.Kind.AGENT, place),
                place.requiredText("name", DocumentLimits.NAME),
                place.text("instructions", "", DocumentLimits.INSTRUCTIONS),
                place.optionalText("greeting", DocumentLimits.SENTENCES),
                provider(place, ProviderKind.LLM),
                provider(place, ProviderKind.STT),
                provider(place, ProviderKind.TTS),
                vad(place.object("vad")),
                turnTaking(place.object("turn_taking")),
                tools.readAll(place.objects("tools", DocumentLimits.TOOLS)),
                paths.readAll(place.objects("paths", DocumentLimits.PATHS)),
                collects(place));
        place.free("metadata");
        place.free("position");
        place.done();
        return agent;
    }

    private static List<String> collects(FieldReader place) {
        List<JsonNode> written = place.list("collects", DocumentLimits.VARIABLES);
        List<String> names = new ArrayList<>();
        for (int i = 0; i < written.size(); i++) {
            if (written.get(i).isString()) {
                names.add(written.get(i).stringValue());
            } else {
                place.faultAt("collects/" + i, "wrong_type", "\"collects\" lists the names of variables, as strings.");
            }
        }
        return names;
    }

    /** Its other fields are the provider's own: PublishGate checks them by the provider's schema. */
    private static ProviderConfig provider(FieldReader agent, ProviderKind kind) {
        FieldReader place = agent.object(kind.field());
        String name = place.value("provider").isEmpty()
                ? kind.standard()
                : place.requiredText("provider", DocumentLimits.NAME);
        ObjectNode config = (ObjectNode) place.node().deepCopy();
        return new ProviderConfig(name, config.put("provider", name));
    }

    private static Vad vad(FieldReader place) {
        Vad standard = Vad.DEFAULT;
        place.text("provider", ProviderKind.VAD.standard(), DocumentLimits.NAME);
        Vad vad = new Vad(
                place.number("activation_threshold", standard.activationThreshold(), 0, 1),
                place.whole("min_speech_ms", standard.minSpeechMs(), 0, 10_000),
                place.whole("min_silence_ms", standard.minSilenceMs(), 0, 10_000));
        place.done();
        return vad;
    }

    private static TurnTaking turnTaking(FieldReader place) {
        TurnTaking standard = TurnTaking.DEFAULT;
        TurnTaking turnTaking = new TurnTaking(
                place.whole("endpointing_min_ms", standard.endpointingMinMs(), 0, 60_000),
                place.whole("endpointing_max_ms", standard.endpointingMaxMs(), 0, 60_000),
                place.flag("interruptible", standard.interruptible()),
                place.whole("min_interruption_ms", standard.minInterruptionMs(), 0, 60_000),
                place.whole("false_interruption_ms", standard.falseInterruptionMs(), 0, 60_000),
                place.flag("preemptive", standard.preemptive()),
                place.choice("end_of_turn", standard.endOfTurn()),
                place.flag("early", standard.early()));
        if (turnTaking.endpointingMinMs() > turnTaking.endpointingMaxMs()) {
            place.fault(
                    "endpointing_min_ms",
                    "out_of_range",
                    "endpointing_min_ms (" + turnTaking.endpointingMinMs()
                            + ") must not be more than endpointing_max_ms (" + turnTaking.endpointingMaxMs() + ").");
        }
        place.done();
        return turnTaking;
    }
}
