package dev.tandem.workers.itn;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.ValidationResult;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Reads phone numbers.
 *
 * @param region ISO 3166 country of numbers without a country code
 */
record SpokenPhone(String region) {

    /** The fewest digits that are taken for a part of a phone number. */
    private static final int FEWEST = 4;

    private static final Pattern EXTENSION = Pattern.compile("(?i)\\b(?:extension|ext)\\b|\\bx ?[0-9]");

    /** Reads a number as E.164. One that is too short or too long is unclear. */
    Reading read(String text) {
        String said = withoutExtension(text);
        Reading settled = Settlement.of(Repairs.of(said, Repairs.Kind.SPELLED), this::all);
        return settled instanceof Reading.Nothing ? tooShort(said) : settled;
    }

    private static String withoutExtension(String text) {
        var extension = EXTENSION.matcher(text);
        return extension.find() ? text.substring(0, extension.start()) : text;
    }

    private List<Reading> all(Repairs.Part part, Optional<JsonNode> before) {
        PhoneNumberUtil phones = PhoneNumberUtil.getInstance();
        Set<String> written = new LinkedHashSet<>();
        phones.findNumbers(part.text(), region)
                .forEach(match -> written.add(phones.format(match.number(), PhoneNumberFormat.E164)));
        if (!written.isEmpty()) {
            return written.stream().map(Reading::text).toList();
        }
        List<Reading> readings = DigitRun.all(part.text()).stream()
                .flatMap(run -> number(phones, run))
                .toList();
        boolean isPartial = readings.isEmpty() && part.corrects() && before.isPresent();
        return isPartial && tooShort(part.text()) instanceof Reading.Unclear partial ? List.of(partial) : readings;
    }

    /** A number that is assigned somewhere is likelier than one that only has a possible length. */
    private Stream<Reading> number(PhoneNumberUtil phones, DigitRun run) {
        Set<JsonNode> valid = new LinkedHashSet<>();
        Set<JsonNode> possible = new LinkedHashSet<>();
        for (String digits : run.readings()) {
            parsed(phones, digits).ifPresent(number -> {
                JsonNode written = JsonNodeFactory.instance.stringNode(phones.format(number, PhoneNumberFormat.E164));
                possible.add(written);
                if (phones.isValidNumber(number)) {
                    valid.add(written);
                }
            });
        }
        Set<JsonNode> best = valid.isEmpty() ? possible : valid;
        return switch (best.size()) {
            case 0 -> Stream.empty();
            case 1 -> Stream.of(new Reading.Value(best.iterator().next()));
            default -> Stream.of(Settlement.between(best));
        };
    }

    private Optional<PhoneNumber> parsed(PhoneNumberUtil phones, String digits) {
        try {
            PhoneNumber number = phones.parse(digits, region);
            return Optional.of(number)
                    .filter(one -> phones.isPossibleNumberWithReason(one) == ValidationResult.IS_POSSIBLE);
        } catch (NumberParseException notAPhoneNumber) {
            return Optional.empty();
        }
    }

    private static Reading tooShort(String text) {
        return DigitRun.all(text).stream()
                .map(DigitRun::length)
                .filter(length -> length >= FEWEST)
                .max(Comparator.naturalOrder())
                .<Reading>map(length -> new Reading.Unclear(
                        "has " + length + " digits, which make no phone number here; ask for the whole number"))
                .orElseGet(Reading.Nothing::new);
    }

    /**
     * Digits that follow one another.
     *
     * @param readings the ways to read them; {@code twenty seven} may be 27 or 207
     */
    private record DigitRun(List<String> readings) {

        /** The most readings that are followed up. */
        private static final int MOST = 32;

        /** The longest run of digits that could be a number with its prefixes. */
        private static final int LONGEST = 24;

        private static final Set<String> FILLERS =
                Set.of("uh", "um", "er", "erm", "dash", "hyphen", "dot", "then", "and");

        static List<DigitRun> all(String text) {
            List<String> words =
                    UtteranceWords.words(SpokenNumbers.withPauses(text).replace("+", " plus "));
            List<DigitRun> runs = new ArrayList<>();
            int at = 0;
            while (at < words.size()) {
                Growing run = new Growing(words, at);
                run.grow();
                if (run.at > at) {
                    runs.add(new DigitRun(run.readings));
                }
                at = Math.max(at + 1, run.at);
            }
            return runs;
        }

        /** Returns how many digits the likeliest reading has. */
        int length() {
            return (int) readings.getFirst().chars().filter(Character::isDigit).count();
        }

        private static final class Growing {

            private final List<String> words;
            private List<String> readings;
            private int at;

            Growing(List<String> words, int start) {
                this.words = words;
                this.at = start;
                boolean isInternational = start > 0 && words.get(start - 1).equals("plus");
                this.readings = List.of(isInternational ? "+" : "");
            }

            void grow() {
                boolean grows = true;
                while (grows && at < words.size()) {
                    grows = take() || (at < words.size() && skip());
                }
            }

            private boolean skip() {
                boolean skips =
                        isBegun() && FILLERS.contains(words.get(at)) && at + 1 < words.size() && isDigits(at + 1);
                at += skips ? 1 : 0;
                return skips;
            }

            private boolean take() {
                String word = words.get(at);
                if (readings.getFirst().length() > LONGEST) {
                    at += isDigits(at) ? 1 : 0;
                    return at < words.size() && isDigits(at);
                }
                int times = SpelledReading.times(word);
                String repeated = times > 0 && at + 1 < words.size() ? NumberWords.digit(words.get(at + 1)) : null;
                if (repeated != null) {
                    return append(2, repeated.repeat(times));
                }
                Integer tens = NumberWords.tens(word);
                Integer unit = tens != null && at + 1 < words.size() ? NumberWords.unit(words.get(at + 1)) : null;
                if (tens != null && unit != null && unit > 0) {
                    return append(2, Integer.toString(tens + unit), tens.toString() + unit);
                }
                String digits = digits(at);
                return digits != null && append(1, digits);
            }

            private boolean append(int taken, String... ways) {
                List<String> longer = new ArrayList<>();
                for (String way : ways) {
                    readings.forEach(reading -> longer.add(reading + way));
                }
                readings = longer.size() > MOST ? longer.subList(0, MOST) : longer;
                at += taken;
                return true;
            }

            private boolean isBegun() {
                return readings.getFirst().chars().anyMatch(Character::isDigit);
            }

            private boolean isDigits(int index) {
                return digits(index) != null
                        || (SpelledReading.times(words.get(index)) > 0
                                && index + 1 < words.size()
                                && NumberWords.digit(words.get(index + 1)) != null);
            }

            /** Returns the digits of one word; homophones count only between digits. */
            private @Nullable String digits(int index) {
                String word = words.get(index);
                Integer teen = NumberWords.teen(word);
                Integer tens = NumberWords.tens(word);
                String digit = NumberWords.digit(word);
                if (Character.isDigit(word.charAt(0))) {
                    return word;
                }
                if (digit != null && (!word.equals("oh") || isBegun() || isNumber(index + 1))) {
                    return digit;
                }
                if (teen != null || tens != null) {
                    return teen == null ? String.valueOf(tens) : teen.toString();
                }
                if (isBegun() && word.equals("hundred")) {
                    return "00";
                }
                if (isBegun() && word.equals("thousand")) {
                    return "000";
                }
                return switch (word) {
                    case "o" -> isBegun() || isNumber(index + 1) ? "0" : null;
                    case "to", "too" -> isBegun() && isNumber(index + 1) ? "2" : null;
                    case "for" -> isBegun() && isNumber(index + 1) ? "4" : null;
                    case "won" -> isBegun() && isNumber(index + 1) ? "1" : null;
                    case "ate" -> isBegun() && isNumber(index + 1) ? "8" : null;
                    default -> null;
                };
            }

            private boolean isNumber(int index) {
                if (index >= words.size()) {
                    return false;
                }
                String word = words.get(index);
                return Character.isDigit(word.charAt(0)) || NumberWords.isNumberWord(word);
            }
        }
    }
}
