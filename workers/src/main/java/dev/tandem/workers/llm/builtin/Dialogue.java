package dev.tandem.workers.llm.builtin;

import dev.tandem.workers.itn.Reading;
import dev.tandem.workers.itn.SpokenValues;
import dev.tandem.workers.itn.UtteranceWords;
import dev.tandem.workers.llm.LanguageModel.Message;
import dev.tandem.workers.llm.LanguageModel.Request;
import dev.tandem.workers.llm.LanguageModel.ToolSpec;
import dev.tandem.workers.llm.builtin.Intents.Choice;
import dev.tandem.workflows.variable.DataType;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Decides an agent's next step from the conversation alone: the same messages give the same decision. */
final class Dialogue {

    /** The platform's tool for models that note values by themselves. A caller cannot wish for it. */
    static final String NOTES = "set_variables";

    /** Questions that ask for no particular thing. */
    private static final Pattern OFFER = Pattern.compile(
            "anything else|how (?:can|may) i help|what can i do|what do you need", Pattern.CASE_INSENSITIVE);

    private final Request request;
    private final Intents intents;
    private final Situation situation;
    private final BuiltinWording wording;
    private final SpokenValues spoken;
    private final List<ToolSpec> tools;
    private final Arguments arguments;
    private final Wishes wishes;

    Dialogue(Request request, Intents intents) {
        this.request = request;
        this.intents = intents;
        this.situation = Situation.of(request);
        this.wording = new BuiltinWording(Style.of(request));
        String utterance = situation.utterance();
        boolean putOff = utterance != null && Parting.isPutOff(utterance);
        this.tools = request.tools().stream()
                .filter(tool -> !tool.name().equals(NOTES) && !Capability.endsCall(tool))
                .filter(tool -> !putOff || !Capability.isEnd(tool))
                .toList();
        this.spoken = new SpokenValues(
                request.now().atZone(ZoneId.of(request.timeZone())), SpokenValues.regionOf(request.language()));
        this.arguments = new Arguments(new Extraction(spoken), tools, request.variables());
        this.wishes = new Wishes(situation, tools, intents, arguments);
    }

    DialogueDecision next() {
        String utterance = situation.utterance();
        if (!situation.returned().isEmpty() && !situation.spokenFor()) {
            return new DialogueDecision.Say(new Outcomes(request, wording).words(situation.returned()));
        }
        if (utterance == null) {
            return introduction();
        }
        return behindUntold(decide(Parting.withoutOneTakenBack(utterance)), utterance);
    }

    /** Tells first what the caller was to hear before they spoke, unless they do not want to know it any more. */
    private DialogueDecision behindUntold(DialogueDecision decision, String utterance) {
        List<Message.ToolReturned> untold = situation.untold().stream()
                .filter(returned -> !(decision instanceof DialogueDecision.Call call
                        && call.tool().equals(returned.name())))
                .toList();
        boolean lostItsSense = talk(utterance)
                .filter(talk -> talk == SmallTalk.GOODBYE || talk == SmallTalk.DISMISSAL || talk == SmallTalk.NO)
                .isPresent();
        return untold.isEmpty() || lostItsSense
                ? decision
                : new DialogueDecision.SayFirst(new Outcomes(request, wording).words(untold), decision);
    }

    private DialogueDecision decide(String utterance) {
        if (situation.entering()) {
            return enter(utterance);
        }
        Optional<Pending> pending = Pending.of(situation, tools);
        return pending.isPresent() ? answered(pending.get(), utterance) : free(utterance);
    }

    /**
     * Continues with the words that brought the caller to an agent which has just become active. The agent does not
     * propose a path for them.
     */
    private DialogueDecision enter(String utterance) {
        List<ToolSpec> own =
                tools.stream().filter(tool -> !Capability.isPath(tool)).toList();
        if (talk(utterance).equals(Optional.of(SmallTalk.GOODBYE))) {
            return goodbye();
        }
        Choice choice = intents.choose(utterance, own);
        if (choice instanceof Choice.Nothing || arguments.isBareValue(utterance)) {
            Optional<ToolSpec> wish = wishes.earlier(own);
            if (wish.isPresent()) {
                return fulfil(wish.get(), utterance, "");
            }
        }
        return switch (choice) {
            case Choice.Clear clear -> fulfil(clear.tool(), utterance, "");
            case Choice.Undecided two -> new DialogueDecision.Say(wording.which(two.first(), two.second()));
            case Choice.Nothing _ -> introduction();
        };
    }

    /** Answers a caller who was asked for a value. */
    private DialogueDecision answered(Pending pending, String utterance) {
        Parameter parameter = pending.parameter();
        if (pending.unconfirmed()) {
            Optional<Boolean> confirmed = Agreement.of(utterance)
                    .or(() -> arguments.value(parameter, utterance, false).isPresent()
                            ? Optional.empty()
                            : spoken.read(DataType.BOOLEAN, utterance).clear().map(JsonNode::booleanValue));
            if (confirmed.isPresent()) {
                return confirmed.get() ? confirmed(pending) : new DialogueDecision.Say(wording.question(parameter));
            }
        }
        Optional<SmallTalk> talk = talk(utterance);
        boolean yesOrNoAsked = parameter.type() == DataType.BOOLEAN;
        if (talk.isPresent()
                && !yesOrNoAsked
                && !mayBeName(parameter, utterance)
                && !concernsChoice(parameter, utterance)) {
            return switch (talk.get()) {
                case GOODBYE ->
                    mayBeNameAfterAll(parameter, utterance)
                            ? new DialogueDecision.Say(wording.askAgain(parameter))
                            : goodbye();
                case PRESENCE -> new DialogueDecision.Say(wording.present() + " " + wording.question(parameter));
                case DISMISSAL, NO -> new DialogueDecision.Say(wording.nothingMore());
                case REPEAT, GREETING, HELP, WAIT -> new DialogueDecision.Say(wording.question(parameter));
                case YES, THANKS -> new DialogueDecision.Say(wording.askAgain(parameter));
            };
        }
        Choice choice = intents.choose(utterance, tools);
        boolean otherWish = choice instanceof Choice.Clear clear
                && clear.score() >= Intents.CLEAR
                && !pending.tools().contains(clear.tool());
        boolean anyWordsFit = parameter.pattern() == null || !parameter.isCode();
        if (!(anyWordsFit && otherWish)) {
            switch (arguments.reading(parameter, utterance, true)) {
                case Reading.Value _ -> {
                    return fulfil(wishes.waiting(pending), utterance, parameter.name());
                }
                case Reading.Unclear(String reason) -> {
                    return new DialogueDecision.Say(wording.unclear(parameter, reason));
                }
                case Reading.Nothing _ -> {
                    // Perhaps the caller wishes for something else.
                }
            }
        }
        if (choice instanceof Choice.Clear clear && clear.score() >= Intents.CLEAR) {
            return fulfil(clear.tool(), utterance, "");
        }
        return Parting.closes(utterance) ? goodbye() : new DialogueDecision.Say(wording.askAgain(parameter));
    }

    /** Whether the caller speaks of the values to choose from: {@code neither} is no refusal of the question. */
    private boolean concernsChoice(Parameter parameter, String utterance) {
        return !parameter.enumeration().isEmpty()
                && !(arguments.reading(parameter, utterance, true) instanceof Reading.Nothing);
    }

    /** Proposes a path whose value the call already knows, with the other values that it lacks. */
    private DialogueDecision confirmed(Pending pending) {
        ToolSpec path = pending.tools().getFirst();
        ObjectNode filled = arguments.of(path, "", "", wishes.sameMatter(path));
        filled.remove(pending.parameter().name());
        return new DialogueDecision.Confirm(pending.parameter().name(), new DialogueDecision.Call(path.name(), filled));
    }

    private DialogueDecision free(String utterance) {
        Optional<ToolSpec> chosen = wishes.choiceOfTwo(utterance);
        if (chosen.isPresent()) {
            return fulfil(chosen.get(), utterance, "");
        }
        Optional<SmallTalk> talk = talk(utterance);
        if (talk.isPresent()) {
            return smallTalk(talk.get());
        }
        if (arguments.isBareValue(utterance)) {
            Optional<ToolSpec> fed = wishes.fedBy(utterance);
            if (fed.isPresent()) {
                return fulfil(fed.get(), utterance, "");
            }
        }
        return switch (intents.choose(utterance, tools)) {
            case Choice.Clear clear -> fulfil(clear.tool(), utterance, "");
            case Choice.Undecided two -> new DialogueDecision.Say(wording.which(two.first(), two.second()));
            case Choice.Nothing _ ->
                wishes.earlierFedBy(utterance)
                        .map(tool -> fulfil(tool, utterance, ""))
                        .orElseGet(() -> Parting.closes(utterance)
                                ? goodbye()
                                : new DialogueDecision.Say(wording.notUnderstood(tools)));
        };
    }

    private DialogueDecision fulfil(ToolSpec tool, String utterance, String asked) {
        ObjectNode filled = arguments.of(tool, utterance, asked, wishes.sameMatter(tool));
        Optional<Arguments.Doubt> doubt = arguments.doubt(tool, utterance, filled);
        if (doubt.isPresent()) {
            return new DialogueDecision.Say(
                    wording.unclear(doubt.get().parameter(), doubt.get().reason()));
        }
        if (Capability.isPath(tool)) {
            return new DialogueDecision.Call(tool.name(), filled);
        }
        return Parameter.of(tool).stream()
                .filter(parameter -> parameter.required() && !filled.has(parameter.name()))
                .findFirst()
                .<DialogueDecision>map(parameter -> new DialogueDecision.Say(wording.question(parameter)))
                .orElseGet(() -> new DialogueDecision.Call(tool.name(), filled));
    }

    private DialogueDecision smallTalk(SmallTalk talk) {
        return switch (talk) {
            case GOODBYE -> goodbye();
            case THANKS -> new DialogueDecision.Say(wording.welcome());
            case GREETING -> new DialogueDecision.Say(wording.hello());
            case HELP -> new DialogueDecision.Say(wording.offer(tools));
            case REPEAT ->
                new DialogueDecision.Say(situation.question().isEmpty() ? wording.goOn() : situation.question());
            case PRESENCE -> new DialogueDecision.Say(wording.present());
            case YES, WAIT -> new DialogueDecision.Say(wording.goOn());
            case NO, DISMISSAL -> new DialogueDecision.Say(wording.nothingMore());
        };
    }

    private DialogueDecision goodbye() {
        // A path that ends the call for another reason is none for a goodbye.
        return request.tools().stream()
                .filter(Capability::endsCall)
                .findFirst()
                .<DialogueDecision>map(
                        end -> new DialogueDecision.Call(end.name(), JsonNodeFactory.instance.objectNode()))
                .orElseGet(() -> new DialogueDecision.Say(wording.farewell()));
    }

    /**
     * Returns the kind of small talk. "That's it" ends a call, but behind a question about something it is an answer.
     */
    private Optional<SmallTalk> talk(String utterance) {
        Optional<SmallTalk> talk = SmallTalk.of(utterance);
        boolean closes = talk.equals(Optional.of(SmallTalk.GOODBYE)) && !Parting.isSaid(utterance);
        return closes && asksAboutSomething()
                ? Agreement.of(utterance)
                        .map(agrees -> agrees ? SmallTalk.YES : SmallTalk.NO)
                        .or(() -> talk)
                : talk;
    }

    private boolean asksAboutSomething() {
        String question = situation.question();
        return question.endsWith("?") && !OFFER.matcher(question).find();
    }

    /** Returns whether a word of parting is the name that the caller was asked for: nobody leaves with a "farewell". */
    private static boolean mayBeName(Parameter parameter, String utterance) {
        return isName(parameter) && UtteranceWords.words(utterance).equals(List.of("farewell"));
    }

    /** Returns whether "bye" may be a name. It is asked about once more, because it may be both. */
    private boolean mayBeNameAfterAll(Parameter parameter, String utterance) {
        return isName(parameter)
                && UtteranceWords.words(utterance).equals(List.of("bye"))
                && !situation.question().endsWith(wording.askAgain(parameter));
    }

    private static boolean isName(Parameter parameter) {
        return parameter.type() == DataType.STRING && parameter.spokenName().contains("name");
    }

    /** The agent's own words, if it says some, are its introduction. */
    private DialogueDecision introduction() {
        return new DialogueDecision.Say(
                situation.speaking() ? "" : wording.introduction(request.agent(), request.instructions()));
    }
}
