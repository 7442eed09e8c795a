package dev.tandem.workers.itn;

import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Reads email addresses. Words of the sentence around an address never become a part of it: only what {@code dot},
 * {@code dash} and the like join, what is spelled, and one plain word belong to it.
 */
final class SpokenEmail {

    private static final Pattern WRITTEN =
            Pattern.compile("[a-z0-9._%+-]+@[a-z0-9-]+(?:\\.[a-z0-9-]+)+", Pattern.CASE_INSENSITIVE);

    private static final Pattern LOCAL = Pattern.compile("[a-z0-9]+(?:[._%+-]+[a-z0-9]+)*");

    private static final Pattern WEBSITE = Pattern.compile("(?:https?://|www\\.).*");

    private static final Set<String> DOTS = Set.of("dot", "point", "period");

    /** Words that stand before an address, and never in it. */
    private static final Set<String> SENTENCE = Set.of(
            "to",
            "is",
            "it's",
            "its",
            "it",
            "that's",
            "that",
            "this",
            "address",
            "email",
            "mail",
            "e-mail",
            "write",
            "send",
            "use",
            "reach",
            "contact",
            "under",
            "my",
            "our",
            "your",
            "their",
            "the",
            "a",
            "an",
            "and",
            "or",
            "you",
            "me",
            "us",
            "him",
            "her",
            "them",
            "i",
            "i'm",
            "we",
            "he",
            "she",
            "they",
            "yes",
            "yeah",
            "well",
            "um",
            "uh",
            "so",
            "on",
            "for",
            "as",
            "be",
            "was",
            "were",
            "are",
            "am",
            "been",
            "have",
            "has",
            "had",
            "please",
            "at",
            "here",
            "there",
            "site",
            "website",
            "page",
            "webpage",
            "homepage",
            "shop",
            "store",
            "looking",
            "look",
            "looked",
            "found",
            "find",
            "saw",
            "see",
            "read",
            "bought",
            "ordered",
            "order",
            "bookings",
            "working",
            "work",
            "worked",
            "available",
            "online",
            "everything",
            "anything",
            "one",
            "ones",
            "hello");

    /** Words that say that an address follows, and not the name of a website. */
    private static final Set<String> CUES =
            Set.of("address", "email", "mail", "e-mail", "write", "reach", "contact", "send");

    private static final Set<String> STATEMENT =
            Set.of("i", "we", "you", "he", "she", "they", "i've", "we've", "i'd", "i'll", "we'd", "we'll");

    private static final String NO_DOMAIN = "has no domain such as example.com; ask for the whole address, spelled";

    private final List<SaidTokens.Token> tokens;

    private SpokenEmail(List<SaidTokens.Token> tokens) {
        this.tokens = tokens;
    }

    static Reading read(String text) {
        return Settlement.of(Repairs.of(text, Repairs.Kind.ADDRESS), (part, _) -> all(part.text()));
    }

    private static List<Reading> all(String text) {
        List<Reading> written = new ArrayList<>();
        var matcher = WRITTEN.matcher(text);
        while (matcher.find()) {
            written.add(Reading.text(matcher.group().toLowerCase(Locale.ROOT)));
        }
        if (!written.isEmpty()) {
            return written;
        }
        SpokenEmail email = new SpokenEmail(SaidTokens.of(text.replace("@", " at ")));
        List<Reading> spoken = new ArrayList<>();
        for (int at = 1; at + 1 < email.tokens.size(); at++) {
            if (email.tokens.get(at).word().equals("at")) {
                email.around(at).ifPresent(spoken::add);
            }
        }
        return spoken;
    }

    /** Reads the address around this {@code at}; empty: it is none. */
    private Optional<Reading> around(int at) {
        Local local = local(at);
        if (local.text().isEmpty()) {
            return Optional.empty();
        }
        Domain domain = domain(at + 1);
        if (domain.labels() < 2) {
            return isAlone(at) || isCued(at) ? Optional.of(new Reading.Unclear(NO_DOMAIN)) : Optional.empty();
        }
        if (local.isCut() || domain.isLoose()) {
            return Optional.of(new Reading.Unclear("has words beside it that may belong to it; ask for it, spelled"));
        }
        return Optional.of(Reading.text(local.text() + "@" + domain.text()));
    }

    /** @param isCut whether a plain word stands before it that may belong to it */
    private record Local(String text, boolean isCut) {}

    /** @param isLoose whether two plain words stand side by side in it */
    private record Domain(String text, int labels, boolean isLoose) {}

    private Local local(int at) {
        int first = at;
        boolean isJoined = true; // whether the word before belongs to the address whatever it is
        while (first > 0 && !(first < at && tokens.get(first - 1).ends() && !isJoined)) {
            String word = tokens.get(first - 1).word();
            boolean plain = !isConnector(word) && !isSpelled(word);
            if (plain && (!LOCAL.matches(word) || isSentence(first - 1, at))) {
                break;
            }
            if (plain && !joinsWord(first, at)) {
                if (tokens.get(first - 1).ends()) {
                    break;
                }
                return new Local(joined(first, at), !isStatement(first));
            }
            isJoined = isConnector(word) || (isSpelled(word) && !isPlainBetween(first - 1, at));
            first--;
        }
        while (first < at && isConnector(tokens.get(first).word())) {
            first++;
        }
        return isStatement(first) && !isCued(at) ? new Local("", false) : new Local(joined(first, at), false);
    }

    /** Whether the address begins with a sign or a number, so that the word before belongs to it. */
    private boolean joinsWord(int first, int at) {
        if (first == at) {
            return true;
        }
        String word = tokens.get(first).word();
        boolean isNumber = NumberWords.isNumberWord(word) || (isSpelled(word) && !Character.isLetter(word.charAt(0)));
        return isConnector(word)
                || (isNumber
                        && !isPlainBetween(first, at)
                        && !tokens.get(first - 1).ends());
    }

    /** Whether a plain word stands between: then a spelled one before it is its beginning, {@code j smith}. */
    private boolean isPlainBetween(int from, int to) {
        for (int i = from + 1; i < to; i++) {
            String word = tokens.get(i).word();
            if (!isConnector(word) && !isSpelled(word)) {
                return true;
            }
        }
        return false;
    }

    /** A word of the sentence is the address itself only where nothing else is: {@code me at example dot com}. */
    private boolean isSentence(int index, int at) {
        String word = tokens.get(index).word();
        boolean isJoined = index + 1 < at && isConnector(tokens.get(index + 1).word());
        boolean isAlone = index == 0 && at == 1 && !STATEMENT.contains(word);
        return SENTENCE.contains(word) && !isJoined && !isAlone;
    }

    /** Whether the clause says what somebody does: {@code I ordered at example dot com}. */
    private boolean isStatement(int first) {
        for (int i = first - 1; i >= 0 && !tokens.get(i).ends(); i--) {
            if (STATEMENT.contains(tokens.get(i).word())) {
                return true;
            }
        }
        return false;
    }

    private boolean isCued(int at) {
        for (int i = at - 1; i >= 0; i--) {
            if (CUES.contains(tokens.get(i).word())) {
                return true;
            }
        }
        return false;
    }

    private boolean isAlone(int at) {
        return at <= 3 && tokens.size() <= at + 4;
    }

    private Domain domain(int from) {
        int start = tokens.get(from).word().equals("sign") ? from + 1 : from;
        StringBuilder domain = new StringBuilder();
        boolean isLoose = false;
        boolean wants = true; // whether the next word belongs to it whatever it is
        boolean dotted = false;
        int at = start;
        for (; at < tokens.size(); at++) {
            String word = tokens.get(at).word();
            boolean isDot = DOTS.contains(word);
            if (isDot || isDash(word)) {
                domain.append(isDot ? "." : "-");
                dotted |= isDot;
                wants = true;
            } else if (wants || (!dotted && isSpelled(word)) || (!dotted && !dotFollowsNot(at))) {
                isLoose |= !wants && !isSpelled(word);
                domain.append(digits(word));
                dotted |= word.indexOf('.') > 0;
                wants = false;
            } else {
                break;
            }
            if (tokens.get(at).ends() && !connectorFollows(at)) {
                break;
            }
        }
        String text = domain.toString();
        boolean sound = WRITTEN.matches("x@" + text) && !WEBSITE.matches(text);
        return new Domain(text, sound ? 2 : 1, isLoose);
    }

    /** Whether no {@code dot} comes within the next words, so that they are not the rest of a label. */
    private boolean dotFollowsNot(int at) {
        for (int i = at; i < Math.min(tokens.size(), at + 3); i++) {
            if (DOTS.contains(tokens.get(i).word()) || tokens.get(i).word().indexOf('.') > 0) {
                return false;
            }
        }
        return true;
    }

    private boolean connectorFollows(int at) {
        return at + 1 < tokens.size() && isConnector(tokens.get(at + 1).word());
    }

    private String joined(int from, int to) {
        StringBuilder joined = new StringBuilder();
        int i = from;
        while (i < to) {
            String word = tokens.get(i).word();
            int times = SpelledReading.times(word);
            if (times > 0 && i + 1 < to && isSpelled(tokens.get(i + 1).word())) {
                joined.append(digits(tokens.get(i + 1).word()).repeat(times));
                i += 2;
                continue;
            }
            Integer tens = NumberWords.tens(word);
            Integer unit = tens != null && i + 1 < to
                    ? NumberWords.unit(tokens.get(i + 1).word())
                    : null;
            if (tens != null && unit != null && unit > 0) {
                joined.append(tens + unit);
                i += 2;
                continue;
            }
            joined.append(sign(word).orElseGet(() -> digits(word)));
            i++;
        }
        return joined.toString();
    }

    private static Optional<String> sign(String word) {
        return switch (word) {
            case "dot", "point", "period" -> Optional.of(".");
            case "underscore" -> Optional.of("_");
            case "dash", "hyphen", "minus" -> Optional.of("-");
            case "plus" -> Optional.of("+");
            default -> Optional.empty();
        };
    }

    private static String digits(String word) {
        String digit = NumberWords.digit(word);
        if (digit != null) {
            return digit;
        }
        Integer teen = NumberWords.teen(word);
        Integer tens = NumberWords.tens(word);
        return teen != null ? teen.toString() : tens != null ? tens.toString() : word;
    }

    private static boolean isConnector(String word) {
        return sign(word).isPresent();
    }

    private static boolean isDash(String word) {
        return sign(word).filter("-"::equals).isPresent();
    }

    private static boolean isSpelled(String word) {
        return word.length() == 1
                || word.chars().allMatch(Character::isDigit)
                || NumberWords.isNumberWord(word)
                || word.equals("oh")
                || SpelledReading.times(word) > 0;
    }
}
