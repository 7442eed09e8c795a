package dev.tandem.workers.llm.builtin;

import dev.tandem.workers.llm.LanguageModel.ToolSpec;
import dev.tandem.workflows.variable.DataType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** What the model says, in the agent's style. */
record Phrases(Style style) {

    private static final Pattern YOU_ARE =
            Pattern.compile("^you are\\s+(?:the\\s+|a\\s+|an\\s+)?", Pattern.CASE_INSENSITIVE);
    /** Offers that one sentence can carry. */
    private static final int MOST_OFFERS = 4;

    /** Asks for a value: {@code What is your order number?} */
    String question(Parameter parameter) {
        String described = parameter.description().strip();
        if (described.endsWith("?")) {
            return described;
        }
        String name = parameter.spokenName();
        if (parameter.type() == DataType.BOOLEAN) {
            return (style == Style.FORMAL ? "May I ask, " : "Tell me, ")
                    + (name.startsWith("whether") ? name : "is it " + name) + "?";
        }
        String whose =
                described.toLowerCase(Locale.ROOT).startsWith("the ") && name.contains(" of ") ? "the " : "your ";
        String choices = parameter.enumeration().isEmpty()
                ? ""
                : ": "
                        + Capability.anyOf(parameter.enumeration().stream()
                                .map(value -> value.replace('_', ' '))
                                .toList());
        return style.pick("What is ", "What's ", "May I have ", "What is ")
                + whose
                + name
                + choices
                + style.pick("?", "?", ", please?", "?");
    }

    /** Whether these words, said earlier by an agent of any style, ask for the parameter. */
    static boolean asks(String words, Parameter parameter) {
        String said = words.toLowerCase(Locale.ROOT);
        for (Style style : Style.values()) {
            if (said.contains(new Phrases(style).question(parameter).toLowerCase(Locale.ROOT))) {
                return true;
            }
        }
        return false;
    }

    String askAgain(Parameter parameter) {
        return style.pick(
                        "I did not catch that. ",
                        "Sorry, I didn't quite get that. ",
                        "I beg your pardon, I did not understand. ",
                        "Sorry? ")
                + question(parameter);
    }

    /** A code is read out character by character. */
    String readBack(Parameter parameter, JsonNode value) {
        String text = value.isObject()
                ? value.path("amount").asString() + " " + value.path("currency").asString()
                : value.asString("");
        boolean isCode = parameter.isCode() || parameter.type() == DataType.DIGITS;
        String read = isCode ? String.join(" ", text.split("", -1)).strip() : text;
        return style.pick(
                "I have " + read + " as your " + parameter.spokenName() + ". Is that right?",
                "I've got " + read + " for your " + parameter.spokenName() + ". Is that right?",
                "May I confirm: your " + parameter.spokenName() + " is " + read + "?",
                parameter.spokenName() + ": " + read + ". Right?");
    }

    String askInvalid(Parameter parameter) {
        return style.pick(
                        "That does not look right. ",
                        "Hmm, that doesn't look quite right. ",
                        "I am afraid that does not look correct. ",
                        "That is not right. ")
                + question(parameter);
    }

    String askBeforePath(String path, Parameter parameter) {
        return style.pick(
                        "I can put you through to " + path + ". ",
                        "Sure, I can put you through to " + path + "! First, ",
                        "I will gladly connect you with " + path + ". ",
                        "")
                + (style == Style.FRIENDLY ? lowerFirst(question(parameter)) : question(parameter));
    }

    String cannotTransfer(String path) {
        return style.pick(
                "I am sorry, I cannot put you through to " + path + " at the moment.",
                "I'm really sorry, I can't put you through to " + path + " right now.",
                "I regret that I cannot connect you with " + path + " at present.",
                "Sorry, " + path + " is not available.");
    }

    String which(ToolSpec first, ToolSpec second) {
        return style.pick("Shall I ", "Would you like me to ", "Would you like me to ", "Shall I ")
                + Capability.of(first)
                + ", or "
                + Capability.of(second)
                + "?";
    }

    String failed(ToolSpec tool, String why) {
        return style.pick(
                        "I am sorry, I could not ",
                        "I'm so sorry, I couldn't ",
                        "I apologize, I was unable to ",
                        "Sorry, I could not ")
                + Capability.of(tool)
                + (why.isEmpty() ? "." : ": " + why);
    }

    String farewell() {
        return style.pick(
                "Thank you for calling. Goodbye.",
                "Thanks so much for calling. Have a lovely day, goodbye!",
                "Thank you very much for your call. Goodbye.",
                "Thank you. Goodbye.");
    }

    String welcome() {
        return style.pick(
                "You are welcome. Is there anything else?",
                "You're very welcome! Anything else I can do for you?",
                "You are most welcome. May I help you with anything else?",
                "You are welcome. Anything else?");
    }

    String hello() {
        return style.pick(
                "Hello. How can I help you?",
                "Hi there! What can I do for you?",
                "Good day. How may I help you?",
                "Hello. How can I help?");
    }

    String goOn() {
        return style.pick(
                "What can I do for you?", "What can I do for you?", "How may I help you?", "What do you need?");
    }

    String nothingMore() {
        return style.pick(
                "All right. Just tell me if there is anything else.",
                "No problem! Just tell me if there's anything else.",
                "Very well. Please tell me if I can help you with anything else.",
                "All right. Anything else?");
    }

    String done() {
        return style.pick("That is done.", "All done!", "That has been done.", "Done.");
    }

    /** Who speaks, from the first sentence of the instructions: {@code You are the billing desk of the shop.} */
    String introduction(String agent, String instructions) {
        String first = instructions.strip().split("(?<=[.!?])\\s|\\n|,", 2)[0].replaceAll("[.!?]+$", "");
        String who =
                YOU_ARE.matcher(first).find() ? "the " + YOU_ARE.matcher(first).replaceFirst("") : agent;
        boolean named = !who.equals(agent) && who.length() <= 60;
        return style.pick("Hello, this is ", "Hi, this is ", "Good day, this is ", "This is ")
                + (named ? who : agent)
                + ". "
                + style.pick("How can I help you?", "How can I help you?", "How may I help you?", "How can I help?");
    }

    String offer(List<ToolSpec> tools) {
        List<String> offers = new ArrayList<>(tools.stream()
                .filter(tool -> !Capability.endsCall(tool))
                .map(Capability::of)
                .distinct()
                .limit(MOST_OFFERS)
                .toList());
        return offers.isEmpty() ? goOn() : "I can " + Capability.anyOf(offers) + ".";
    }

    String notUnderstood(List<ToolSpec> tools) {
        return style.pick(
                        "I am not sure that I can help with that. ",
                        "Hmm, I'm not sure I can help with that. ",
                        "I am afraid I cannot help with that. ",
                        "I cannot help with that. ")
                + offer(tools);
    }

    private static String lowerFirst(String words) {
        return Character.toLowerCase(words.charAt(0)) + words.substring(1);
    }
}
