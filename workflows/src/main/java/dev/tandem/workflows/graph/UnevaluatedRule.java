package dev.tandem.workflows.graph;

import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/** Refuses what a document may say and calls of this build would ignore. */
final class UnevaluatedRule implements PublishGate.DocumentRule {

    @Override
    public void check(Place document, Problems problems) {
        document.field("variables").entries().forEach(variable -> checkVariable(variable, problems));
        document.field("agents").entries().forEach(agent -> checkAgent(agent, problems));
    }

    private static void checkAgent(Place agent, Problems problems) {
        for (ProviderKind kind : ProviderKind.values()) {
            refuse(
                    agent.field(kind.field()).field("fallbacks"),
                    fallbacks -> !fallbacks.isEmpty(),
                    "other providers when this one fails; remove fallbacks",
                    problems);
        }
        agent.field("tools").entries().forEach(tool -> checkTool(tool, problems));
        agent.field("paths").entries().forEach(path -> checkPath(path, problems));
    }

    private static void checkTool(Place tool, Problems problems) {
        refuse(tool.field("interruptible"), UnevaluatedRule::isOn, "interruptible tools; remove it", problems);
    }

    private static void checkPath(Place path, Problems problems) {
        refuse(path.field("guard_condition"), guard -> !isText(guard, ""), "guards; remove it", problems);
        refuse(
                path.field("kind"),
                kind -> !isText(kind, "intent"),
                "paths of another kind than intent; describe when to take it instead",
                problems);
        refuse(path.field("event"), event -> true, "events; remove it", problems);
        refuse(path.field("global"), UnevaluatedRule::isOn, "global paths; add the path to each agent", problems);
        refuse(
                path.field("on_reject"),
                fallback -> true,
                "on_reject; the agent goes on by itself: remove it",
                problems);
        refuse(path.field("max_visits"), visits -> true, "max_visits; remove it", problems);
        refuse(
                path.field("context"),
                context -> !isText(context, "all"),
                "another context than all; remove it",
                problems);
        path.field("required_variables").entries().forEach(variable -> checkVariable(variable, problems));
    }

    private static void checkVariable(Place variable, Problems problems) {
        refuse(
                variable.field("confirm"),
                UnevaluatedRule::isOn,
                "confirmations; remove confirm, and have the agent's instructions read the value back",
                problems);
        refuse(
                variable.field("max_ask"),
                most -> most.asInt(0) != 3,
                "max_ask; remove it, and say in the agent's instructions when to give up",
                problems);
    }

    private static void refuse(Place place, Predicate<JsonNode> matters, String what, Problems problems) {
        if (place.isPresent() && matters.test(place.node())) {
            problems.fault("unsupported", place.pointer(), "Calls do not follow " + what + ".");
        }
    }

    private static boolean isOn(JsonNode flag) {
        return !flag.isBoolean() || flag.booleanValue();
    }

    private static boolean isText(JsonNode node, String text) {
        return node.isString() && node.stringValue().equals(text);
    }
}
