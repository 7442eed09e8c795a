package dev.tandem.callers.persona;

import dev.tandem.workflows.call.api.CallerLine.HangUp;
import dev.tandem.workflows.call.api.CallerLine.Inquiry;
import dev.tandem.workflows.call.api.CallerLine.Next;
import dev.tandem.workflows.call.api.CallerLine.Reason;
import dev.tandem.workflows.call.api.CallerLine.Say;
import dev.tandem.workflows.call.api.CallerLine.Speaker;
import dev.tandem.workflows.call.api.CallerLine.Words;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The rules of a persona on {@code builtin}. They see the conversation alone, and draw by the seed, so that the same
 * inquiry has the same answer.
 */
final class PersonaDialogue {

    private static final String NOWHERE = "";

    private final Goal goal;
    private final List<Fact> facts;
    private final PersonaStyle style;
    private final Chance chance;
    private final int maxTurns;
    private final List<String> said = new ArrayList<>();

    /** How often something was asked, by the fact's name; {@link #NOWHERE}: how often the agent led to nothing. */
    private final Map<String, Integer> asked = new HashMap<>();

    private @Nullable Fact given;
    private boolean reached;

    private PersonaDialogue(Inquiry inquiry) {
        this.goal = Goal.of(inquiry.persona().goal());
        this.facts = inquiry.persona().facts().entrySet().stream()
                .map(fact -> new Fact(fact.getKey(), fact.getValue()))
                .toList();
        this.style = PersonaStyle.of(inquiry.persona().style());
        this.chance = new Chance(inquiry.seed());
        this.maxTurns = inquiry.persona().maxTurns();
    }

    static Next next(Inquiry inquiry) {
        return new PersonaDialogue(inquiry).after(inquiry.said());
    }

    private Next after(List<Words> conversation) {
        List<String> agent = new ArrayList<>();
        Sense sense = new Sense.Greets();
        for (Words words : conversation) {
            if (words.by() == Speaker.AGENT) {
                agent.add(words.text());
            } else {
                var _ = hear(agent);
                agent.clear();
                said.add(words.text());
            }
        }
        if (!agent.isEmpty() || said.isEmpty()) {
            sense = hear(agent);
        } else {
            sense = new Sense.Tells();
        }
        if (!said.isEmpty() && isFarewell(said.getLast())) {
            return new HangUp(reached ? Reason.GOAL_REACHED : Reason.OUT_OF_PATIENCE);
        }
        return said.size() >= maxTurns ? new HangUp(reached ? Reason.GOAL_REACHED : Reason.OUT_OF_TURNS) : react(sense);
    }

    /** Counts what the agent said between two lines. */
    private Sense hear(List<String> agent) {
        AgentWords words = AgentWords.of(agent.stream());
        Sense sense = words.sense(facts, given);
        if (said.isEmpty()) {
            return sense instanceof Sense.Asks ? sense : new Sense.Greets();
        }
        reached |= words.answers(goal, facts, sense);
        switch (sense) {
            case Sense.Asks(Fact fact) -> {
                given = fact;
                count(fact.name());
            }
            case Sense.ReadsBack(Fact fact, boolean right) -> {
                given = fact;
                if (!right) {
                    count(fact.name());
                }
            }
            case Sense.Greets _, Sense.AsksOther _, Sense.NotUnderstood _, Sense.Fails _, Sense.Tells _ -> {
                if (!reached) {
                    count(NOWHERE);
                }
            }
            case Sense.Offers _, Sense.Proposes _, Sense.AnythingElse _, Sense.StillThere _, Sense.Parts _ -> {}
        }
        return sense;
    }

    private void count(String what) {
        asked.merge(what, 1, Integer::sum);
    }

    private Next react(Sense sense) {
        if (said.isEmpty()) {
            return new Say(opening(sense));
        }
        if (isOutOfPatience()) {
            return new HangUp(Reason.OUT_OF_PATIENCE);
        }
        return switch (sense) {
            case Sense.Asks(Fact fact) -> new Say(answer(fact));
            case Sense.ReadsBack(Fact fact, boolean right) ->
                new Say(
                        right
                                ? draw("yes", List.of("Yes, that's right.", "Yes.", "That's correct."))
                                : "No, it's " + spelled(fact) + ".");
            case Sense.Offers(List<String> options) -> new Say(choice(options) + ", please.");
            case Sense.Proposes(String question) ->
                new Say(
                        reached && Stems.shared(goal.stems(), Stems.of(question)) == 0
                                ? "No, thank you."
                                : "Yes, please.");
            case Sense.AsksOther _ -> reached ? leave() : new Say(draw("ignorance", style.ignorance()));
            case Sense.Greets _ -> reached ? leave() : new Say(goal.wish());
            case Sense.AnythingElse _ -> reached ? leave() : new Say("Yes. " + goal.wish());
            case Sense.StillThere _ -> new Say("Yes, I'm still here. " + said.getLast());
            case Sense.NotUnderstood _ -> new Say(repeated());
            case Sense.Fails _ -> reached ? leave() : new Say("Can you try that again? " + goal.wish());
            case Sense.Parts _ -> new HangUp(reached ? Reason.GOAL_REACHED : Reason.OUT_OF_PATIENCE);
            case Sense.Tells _ -> reached ? leave() : new Say(goal.wish());
        };
    }

    private boolean isOutOfPatience() {
        return asked.values().stream().anyMatch(times -> times > style.patience());
    }

    private String opening(Sense sense) {
        String first = draw("opening", style.openings()) + goal.wish();
        return sense instanceof Sense.Asks(Fact fact) ? first + " " + answer(fact) : first;
    }

    private Say leave() {
        return new Say(draw("farewell", style.farewells()));
    }

    private static boolean isFarewell(String line) {
        for (PersonaStyle style : PersonaStyle.values()) {
            if (style.farewells().contains(line)) {
                return true;
            }
        }
        return false;
    }

    /** Says the last line once more: a fact in other words, everything else as it was. */
    private String repeated() {
        Fact last = given;
        return last != null && last.isSaidIn(said.getLast())
                ? "My " + last.spokenName() + " is " + spelled(last) + "."
                : said.getLast();
    }

    private String answer(Fact fact) {
        int times = asked.getOrDefault(fact.name(), 0);
        if (times > 1) {
            return "My " + fact.spokenName() + " is " + spelled(fact) + ".";
        }
        String form = draw("answer " + fact.name(), style.answers()).replace("%n", fact.spokenName());
        return capital(form.replace("%s", corrected(fact)));
    }

    private String corrected(Fact fact) {
        String value = written(fact);
        boolean corrects = fact.isCode() && chance.of("correction " + fact.name()) < style.correction();
        return corrects ? slip(value) + ", no, sorry, " + value : value;
    }

    /** A slip of the tongue: the last digit is the next one. */
    private static String slip(String value) {
        for (int i = value.length() - 1; i >= 0; i--) {
            char digit = value.charAt(i);
            if (digit >= '0' && digit <= '9') {
                return value.substring(0, i) + (char) ('0' + (digit - '0' + 1) % 10) + value.substring(i + 1);
            }
        }
        return value;
    }

    /** A code is written together or apart. */
    private String written(Fact fact) {
        return fact.isCode() && chance.of("written " + fact.name()) < .5 ? spelled(fact) : fact.value();
    }

    private static String spelled(Fact fact) {
        return fact.isCode()
                ? String.join(" ", fact.value().replaceAll("[\\s-]", "").split(""))
                : fact.value();
    }

    private String choice(List<String> options) {
        return options.stream()
                .max(Comparator.comparingInt(option -> Stems.shared(goal.stems(), Stems.of(option))))
                .map(option -> option.replaceFirst(
                        "(?i)^(?:.*\\b(?:shall i|should i|like me to|want me to|do you mean|would you like|do you want|is it)\\s+)",
                        ""))
                .map(PersonaDialogue::capital)
                .orElse("The first one");
    }

    private static String capital(String text) {
        return text.isEmpty() ? text : Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }

    private String draw(String what, List<String> choices) {
        return chance.pick(what + " " + said.size(), choices);
    }
}
