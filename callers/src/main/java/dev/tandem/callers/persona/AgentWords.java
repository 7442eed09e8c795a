package dev.tandem.callers.persona;

import com.google.re2j.Pattern;
import dev.tandem.callers.persona.Sense.Asks;
import dev.tandem.callers.persona.Sense.ReadsBack;
import dev.tandem.workers.itn.UtteranceWords;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the agent said between two lines of the caller.
 *
 * @param sentences in order, each with its mark
 */
record AgentWords(List<String> sentences) {

    private static final Pattern BETWEEN = Pattern.compile("([.!?…])(?:\\s+|$)");
    private static final Pattern REQUEST = Pattern.compile(
            "(?i)\\b(?:tell me|give me|let me have|i(?:'ll| will)? need (?:your|the|a)|please (?:provide|say|spell|enter|state)|may i have)\\b");
    private static final Pattern READ_BACK = Pattern.compile(
            "(?i)(?:is|was) (?:that|this) (?:right|correct|okay|ok)|\\b(?:right|correct)\\?$|did i (?:get|hear|understand)"
                    + "|have i got|(?:may i|to|let me|can you|could you|please) confirm|\\byou said\\b|do i have (?:that|it) right");
    private static final Pattern ANYTHING_ELSE = Pattern.compile("(?i)\\b(?:anything|something|what) (?:else|more)\\b");
    private static final Pattern HOW_TO_HELP = Pattern.compile(
            "(?i)how (?:can|may|could) (?:i|we) help|what can (?:i|we) do for you|what do you need|how (?:can|may) (?:i|we) be of");
    private static final Pattern STILL_THERE =
            Pattern.compile("(?i)\\bstill (?:there|here|on the line)|can you hear me");
    private static final Pattern NOT_UNDERSTOOD = Pattern.compile(
            "(?i)did(?:n't| not) (?:quite )?(?:catch|get|understand|hear)|beg your pardon|say (?:that|it) again|^sorry\\?|repeat (?:that|it)"
                    + "|not sure (?:that )?i can help|cannot help with|can't help with");
    private static final Pattern FAILURE = Pattern.compile(
            "(?i)\\b(?:could(?:n't| not)|unable|cannot|can't|not available|found no(?:thing|body)?|not find|went wrong|does not work|regret)\\b");
    private static final Pattern PARTING =
            Pattern.compile("(?i)\\b(?:good ?bye|bye|have a (?:nice|lovely|great|good) day)\\b");
    private static final Pattern PROPOSAL = Pattern.compile(
            "(?i)^(?:so |and |then |okay, |first, )?(?:would you like|shall i|should i|do you want|do you mean|may i|can i|is it okay|would it help)\\b.*");
    private static final Pattern HAVE =
            Pattern.compile("(?i)\\b(?:may|can|could) i (?:please )?(?:have|ask|get|take|know)\\b");
    private static final Pattern NO_ANSWER = Pattern.compile(
            "(?i)put you through|connect you|transfer|get somebody|one moment|just a moment|a second|please hold|let me |i'll look|i will look|checking"
                    + "|thank you for (?:calling|your call)|^(?:hello|hi|welcome|good (?:morning|afternoon|evening|day))\\b|^i can |^this is |^sure\\b|^of course\\b|you are (?:very )?welcome");

    /** The fewest words of an answer that shares none with the goal. */
    private static final int ANSWER_WORDS = 4;

    static AgentWords of(Stream<String> said) {
        return new AgentWords(said.flatMap(AgentWords::split).toList());
    }

    private static Stream<String> split(String text) {
        return Arrays.stream(BETWEEN.matcher(text.strip()).replaceAll("$1\n").split("\n"))
                .map(String::strip)
                .filter(sentence -> !sentence.isEmpty());
    }

    boolean isEmpty() {
        return sentences.isEmpty();
    }

    private String text() {
        return String.join(" ", sentences);
    }

    /**
     * Says what is asked of the caller.
     *
     * @param given the fact that the caller has told last
     */
    Sense sense(List<Fact> facts, @Nullable Fact given) {
        Optional<String> question =
                sentences.reversed().stream().filter(AgentWords::isQuestion).findFirst();
        if (question.isEmpty()) {
            return told();
        }
        String asked = question.get();
        if (ANYTHING_ELSE.matcher(asked).find()) {
            return new Sense.AnythingElse();
        }
        if (HOW_TO_HELP.matcher(asked).find()) {
            return new Sense.Greets();
        }
        if (STILL_THERE.matcher(asked).find()) {
            return new Sense.StillThere();
        }
        return readBack(asked, facts, given)
                .or(() -> proposal(asked))
                .or(() -> asksFor(asked, facts).map(Asks::new))
                .orElseGet(() -> other(asked));
    }

    private Sense told() {
        String text = text();
        if (NOT_UNDERSTOOD.matcher(text).find()) {
            return new Sense.NotUnderstood();
        }
        if (PARTING.matcher(text).find()) {
            return new Sense.Parts();
        }
        return FAILURE.matcher(text).find() ? new Sense.Fails() : new Sense.Tells();
    }

    private static boolean isQuestion(String sentence) {
        return sentence.endsWith("?") || REQUEST.matcher(sentence).find();
    }

    private Optional<Sense> readBack(String asked, List<Fact> facts, @Nullable Fact given) {
        if (!READ_BACK.matcher(asked).find()) {
            return Optional.empty();
        }
        String read = text();
        Optional<Fact> named = facts.stream()
                .filter(fact -> fact.isSaidIn(read))
                .findFirst()
                .or(() -> Optional.ofNullable(given))
                .or(() -> asksFor(read, facts));
        return named.map(fact -> new ReadsBack(fact, fact.isSaidIn(read)));
    }

    private static Optional<Fact> asksFor(String question, List<Fact> facts) {
        Fact best = null;
        int most = 0;
        for (Fact fact : facts) {
            int score = fact.asked(question);
            if (score > most) {
                most = score;
                best = fact;
            }
        }
        return Optional.ofNullable(best);
    }

    private static Optional<Sense> proposal(String asked) {
        if (!PROPOSAL.matches(asked) || HAVE.matcher(asked).find()) {
            return Optional.empty();
        }
        String[] options = asked.replaceAll("[?]+$", "").split(",? or ", -1);
        return Optional.of(options.length > 1 ? new Sense.Offers(List.of(options)) : new Sense.Proposes(asked));
    }

    private Sense other(String asked) {
        return NOT_UNDERSTOOD.matcher(text()).find() ? new Sense.NotUnderstood() : new Sense.AsksOther(asked);
    }

    /** Whether the goal is reached with these words. */
    boolean answers(Goal goal, List<Fact> facts, Sense sense) {
        if (!goal.signs().isEmpty()) {
            String text = text().toLowerCase(Locale.ROOT);
            return goal.signs().stream().anyMatch(text::contains);
        }
        return switch (sense) {
            case Asks _, ReadsBack _, Sense.NotUnderstood _, Sense.Fails _, Sense.Offers _, Sense.Proposes _ -> false;
            case Sense.AsksOther _,
                    Sense.Greets _,
                    Sense.AnythingElse _,
                    Sense.StillThere _,
                    Sense.Parts _,
                    Sense.Tells _ -> sentences.stream().anyMatch(sentence -> isAnswer(sentence, goal, facts));
        };
    }

    private static boolean isAnswer(String sentence, Goal goal, List<Fact> facts) {
        if (isQuestion(sentence)
                || NO_ANSWER.matcher(sentence).find()
                || PARTING.matcher(sentence).find()
                || FAILURE.matcher(sentence).find()) {
            return false;
        }
        Set<String> stems = Stems.of(sentence);
        return Stems.shared(goal.stems(), stems) > 0
                || facts.stream().anyMatch(fact -> fact.isSaidIn(sentence))
                || UtteranceWords.contentWords(sentence).size() >= ANSWER_WORDS;
    }
}
