package dev.tandem.workers.itn;

import dev.tandem.workers.itn.CalendarWords.Counted;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.YearMonth;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads spoken dates.
 *
 * @param today in the call's time zone, when the words were said; a day without a year is the next one that is not past
 * @param region ISO 3166: in the US the month comes first
 */
record SpokenDates(LocalDate today, String region) {

    private static final Pattern WRITTEN =
            Pattern.compile("\\b(?:(\\d{4}-\\d{2}-\\d{2})|(\\d{1,2})/(\\d{1,2})(?:/(\\d{4}|\\d{2}))?)\\b");
    private static final Pattern ORDINAL_SUFFIX =
            Pattern.compile("(?<=\\d)(?:st|nd|rd|th)\\b", Pattern.CASE_INSENSITIVE);

    /** A word that stands for a date in figures, with the date's index as a letter behind it. */
    private static final String FIGURES = "dateinfigures";

    private static final int MOST_IN_FIGURES = 26;

    /** Nouns that an ordinal may count instead of days. */
    private static final Set<String> COUNTED = Set.of(
            "one",
            "time",
            "thing",
            "half",
            "week",
            "weeks",
            "weekend",
            "floor",
            "option",
            "appointment",
            "name",
            "order",
            "person",
            "people",
            "quarter",
            "available",
            "of");

    private static final Set<String> BETWEEN = Set.of(
            "the", "on", "of", "in", "is", "a", "that's", "that", "which", "it's", "morning", "afternoon", "evening");

    private static final Set<String> PARTS_OF_DAY = Set.of("morning", "afternoon", "evening", "noon", "night");

    /**
     * A date that was named.
     *
     * @param weekday the day of the week that was named; null: another form
     * @param isFree whether only a weekday was named, which another date beside it says more about
     */
    private record Named(
            int start, int end, Reading reading, @Nullable DayOfWeek weekday, boolean isFree) {

        static Named at(int start, int end, LocalDate date) {
            return new Named(start, end, Reading.text(date.toString()), null, false);
        }
    }

    Reading read(String text) {
        return Settlement.of(Repairs.of(text, Repairs.Kind.PLAIN), this::all);
    }

    /** Returns all dates that a part of what was said names; if there is none, why not. */
    List<Reading> all(Repairs.Part part, Optional<JsonNode> before) {
        Words words = words(part.text());
        Optional<LocalDate> base = before.map(value -> LocalDate.parse(value.asString()));
        List<Named> named = scan(words, part.corrects() || part.denied() || base.isPresent(), base);
        return named.isEmpty()
                ? vague(words.words())
                : named.stream().map(Named::reading).toList();
    }

    /** Returns the words that name no date: those of a time stay. */
    List<String> withoutDates(List<String> words, Map<String, Reading> figures) {
        List<Named> named = scan(new Words(words, figures), false, Optional.empty());
        List<String> rest = new ArrayList<>();
        int at = 0;
        for (Named one : named) {
            rest.addAll(words.subList(at, one.start()));
            rest.add("date");
            at = one.end();
        }
        rest.addAll(words.subList(at, words.size()));
        return rest;
    }

    /** @param figures dates in figures, by the words that stand for them */
    record Words(List<String> words, Map<String, Reading> figures) {

        int size() {
            return words.size();
        }

        String at(int index) {
            return index >= 0 && index < words.size() ? words.get(index) : "";
        }

        boolean are(int from, String... wanted) {
            for (int i = 0; i < wanted.length; i++) {
                if (!at(from + i).equals(wanted[i])) {
                    return false;
                }
            }
            return true;
        }
    }

    private Words words(String text) {
        Map<String, Reading> figures = new HashMap<>();
        return new Words(UtteranceWords.words(withoutFigures(text, figures)), figures);
    }

    /** Puts a word in the place of each date in figures, and notes what it stands for. */
    String withoutFigures(String text, Map<String, Reading> figures) {
        Matcher matcher = WRITTEN.matcher(text);
        StringBuilder rest = new StringBuilder();
        while (matcher.find() && figures.size() < MOST_IN_FIGURES) {
            String word = FIGURES + (char) ('a' + figures.size());
            figures.put(word, inFigures(matcher));
            matcher.appendReplacement(rest, word);
        }
        matcher.appendTail(rest);
        return ORDINAL_SUFFIX.matcher(rest).replaceAll("");
    }

    private Reading inFigures(Matcher matcher) {
        try {
            if (matcher.group(1) != null) {
                return Reading.text(LocalDate.parse(matcher.group(1)).toString());
            }
            int first = Integer.parseInt(matcher.group(2));
            int second = Integer.parseInt(matcher.group(3));
            boolean monthFirst = second > 12 || (region.equals("US") && first <= 12);
            int month = monthFirst ? first : second;
            int day = monthFirst ? second : first;
            String year = matcher.group(4);
            LocalDate date = year == null ? upcoming(month, day) : LocalDate.of(fullYear(year), month, day);
            return Reading.text(date.toString());
        } catch (DateTimeException noSuchDay) {
            return noSuchDay();
        }
    }

    private static Reading noSuchDay() {
        return new Reading.Unclear("is no day of the calendar; ask for the date again");
    }

    private List<Named> scan(Words words, boolean bare, Optional<LocalDate> base) {
        List<Named> named = new ArrayList<>();
        int at = 0;
        while (at < words.size()) {
            Optional<Named> next = at(words, at, bare, base);
            if (next.isEmpty()) {
                at++;
            } else {
                add(named, words, bounded(words, next.get()));
                at = next.get().end();
            }
        }
        return named;
    }

    /** {@code after Friday} names no day. */
    private static Named bounded(Words words, Named named) {
        String before =
                words.at(named.start() - 1).equals("the") ? words.at(named.start() - 2) : words.at(named.start() - 1);
        return before.equals("after") || before.equals("before")
                ? new Named(
                        named.start(),
                        named.end(),
                        new Reading.Unclear("names only a day before or after it; ask for the day itself"),
                        named.weekday(),
                        named.isFree())
                : named;
    }

    private Optional<Named> at(Words words, int at, boolean bare, Optional<LocalDate> base) {
        try {
            return figures(words, at)
                    .or(() -> nearDay(words, at))
                    .or(() -> distance(words, at))
                    .or(() -> weekdayOfMonth(words, at))
                    .or(() -> weekday(words, at))
                    .or(() -> dayAndMonth(words, at, bare, base))
                    .or(() -> monthAndDay(words, at));
        } catch (DateTimeException | ArithmeticException noSuchDay) {
            return Optional.of(new Named(at, at + 1, noSuchDay(), null, false));
        }
    }

    /** A weekday and a date side by side are one date; they have to fit. */
    private static void add(List<Named> named, Words words, Named next) {
        Named last = named.isEmpty() ? null : named.getLast();
        if (last == null || last.isFree() == next.isFree() || !areTogether(words, last.end(), next.start())) {
            named.add(next);
            return;
        }
        Named date = last.isFree() ? next : last;
        DayOfWeek weekday = last.isFree() ? last.weekday() : next.weekday();
        named.removeLast();
        named.add(new Named(last.start(), next.end(), together(date.reading(), weekday), null, false));
    }

    private static boolean areTogether(Words words, int from, int to) {
        return to - from <= 3 && words.words().subList(from, to).stream().allMatch(BETWEEN::contains);
    }

    private static Reading together(Reading date, @Nullable DayOfWeek weekday) {
        Optional<LocalDate> day = date.clear().map(value -> LocalDate.parse(value.asString()));
        if (weekday == null || day.isEmpty() || day.get().getDayOfWeek() == weekday) {
            return date;
        }
        return new Reading.Unclear("names " + CalendarWords.nameOf(weekday) + ", but " + day.get() + " is a "
                + CalendarWords.nameOf(day.get().getDayOfWeek()) + "; ask which");
    }

    private static Optional<Named> figures(Words words, int at) {
        return Optional.ofNullable(words.figures().get(words.at(at)))
                .map(reading -> new Named(at, at + 1, reading, null, false));
    }

    private Optional<Named> nearDay(Words words, int at) {
        if (words.are(at, "day", "after", "tomorrow")) {
            return Optional.of(Named.at(at, at + 3, today.plusDays(2)));
        }
        if (words.are(at, "day", "before", "yesterday")) {
            return Optional.of(Named.at(at, at + 3, today.minusDays(2)));
        }
        boolean isWeek = words.at(at).equals("week");
        boolean isAny = Set.of("any", "every", "a", "some").contains(words.at(at - 1));
        if (!isAny
                && (isWeek || words.at(at).equals("day"))
                && Set.of("after", "before").contains(words.at(at + 1))) {
            long days = (isWeek ? 7L : 1L) * (words.at(at + 1).equals("after") ? 1 : -1);
            return anchor(words, at + 2)
                    .map(anchor -> Named.at(at, anchor.end(), anchor.date().plusDays(days)));
        }
        return switch (words.at(at)) {
            case "yesterday" -> Optional.of(Named.at(at, at + 1, today.minusDays(1)));
            case "tomorrow" -> Optional.of(Named.at(at, at + 1, today.plusDays(1)));
            case "today", "tonight" -> Optional.of(Named.at(at, at + 1, today));
            case "this" ->
                PARTS_OF_DAY.contains(words.at(at + 1)) ? Optional.of(Named.at(at, at + 1, today)) : Optional.empty();
            default -> Optional.empty();
        };
    }

    /**
     * Some time away from now or from a day.
     *
     * @param weeks 0: not counted in weeks
     */
    private record Distance(LongFunction<LocalDate> ahead, long count, long weeks, int end) {}

    /** Reads {@code in three days}, {@code two weeks ago}, {@code a week from Friday}, {@code in two weeks on Friday}. */
    private Optional<Named> distance(Words words, int at) {
        boolean in = words.at(at).equals("in");
        Optional<Distance> counted = counted(words, in ? at + 1 : at, today);
        if (counted.isEmpty()) {
            return Optional.empty();
        }
        int end = counted.get().end();
        long count = counted.get().count();
        if (words.at(end).equals("ago")) {
            return Optional.of(Named.at(at, end + 1, counted.get().ahead().apply(-count)));
        }
        if (in) {
            int day = words.at(end).equals("on") ? end + 1 : end;
            DayOfWeek weekday = CalendarWords.weekday(words.at(day));
            return weekday != null && counted.get().weeks() > 0
                    ? Optional.of(inWeeks(at, day + 1, weekday, counted.get().weeks()))
                    : Optional.of(Named.at(at, end, counted.get().ahead().apply(count)));
        }
        String link = words.at(end);
        boolean isLinked = Set.of("from", "after", "before", "on").contains(link);
        Optional<Anchor> anchor = anchor(words, isLinked ? end + 1 : end);
        if (anchor.isEmpty() || (!isLinked && counted.get().weeks() == 0)) {
            return Optional.empty();
        }
        long signed = link.equals("before") ? -count : count;
        return counted(words, at, anchor.get().date())
                .map(from -> Named.at(at, anchor.get().end(), from.ahead().apply(signed)));
    }

    private record Anchor(LocalDate date, int end) {}

    /** Reads the day from which is counted: {@code today}, {@code now}, {@code tomorrow}, {@code Friday}, a date. */
    private Optional<Anchor> anchor(Words words, int at) {
        int from = words.at(at).equals("the") || words.at(at).equals("this") ? at + 1 : at;
        DayOfWeek weekday = CalendarWords.weekday(words.at(from));
        if (weekday != null) {
            return Optional.of(new Anchor(today.with(TemporalAdjusters.next(weekday)), from + 1));
        }
        if (words.at(from).equals("now") || words.at(from).equals("then")) {
            return Optional.of(new Anchor(today, from + 1));
        }
        return figures(words, from)
                .or(() -> nearDay(words, from))
                .or(() -> dayAndMonth(words, from, false, Optional.empty()))
                .or(() -> monthAndDay(words, from))
                .flatMap(named -> named.reading()
                        .clear()
                        .map(value -> new Anchor(LocalDate.parse(value.asString()), named.end())));
    }

    private static Optional<Distance> counted(Words words, int at, LocalDate from) {
        boolean article = words.at(at).equals("a") || words.at(at).equals("one");
        Optional<NumberWords.Reading> number =
                article || at >= words.size() ? Optional.empty() : NumberWords.at(words.words(), at);
        if (!article && number.isEmpty()) {
            return Optional.empty();
        }
        long count = number.map(reading -> reading.value().longValue()).orElse(1L);
        int unit = number.map(NumberWords.Reading::end).orElse(at + 1);
        unit += words.at(unit).equals("of") ? 1 : 0;
        int end = unit + 1;
        return switch (words.at(unit)) {
            case "day", "days" -> Optional.of(new Distance(from::plusDays, count, 0, end));
            case "week", "weeks" -> Optional.of(new Distance(from::plusWeeks, count, count, end));
            case "fortnight", "fortnights" ->
                Optional.of(new Distance(weeks -> from.plusWeeks(2 * weeks), count, 2 * count, end));
            case "month", "months" -> Optional.of(new Distance(from::plusMonths, count, 0, end));
            case "year", "years" -> Optional.of(new Distance(from::plusYears, count, 0, end));
            default -> Optional.empty();
        };
    }

    /** {@code Friday in two weeks} is two weeks after the next Friday for some people, and one week for others. */
    private Named inWeeks(int start, int end, DayOfWeek weekday, long weeks) {
        LocalDate coming = today.with(TemporalAdjusters.next(weekday));
        LocalDate later = coming.plusWeeks(weeks);
        Reading reading = weeks < 2
                ? Reading.text(later.toString())
                : new Reading.Unclear("could be " + later.minusWeeks(1) + " or " + later + "; ask which");
        return new Named(start, end, reading, weekday, false);
    }

    /** Reads {@code the second Wednesday in December}, {@code last Friday of the month}. */
    private Optional<Named> weekdayOfMonth(Words words, int at) {
        Integer ordinal = words.at(at).equals("last") ? Integer.valueOf(-1) : CalendarWords.ordinal(words.at(at));
        ordinal = ordinal == null && words.at(at).matches("[1-5]") ? Integer.valueOf(words.at(at)) : ordinal;
        DayOfWeek weekday = CalendarWords.weekday(words.at(at + 1));
        if (ordinal == null || ordinal > 5 || weekday == null) {
            return Optional.empty();
        }
        boolean isOf = words.at(at + 2).equals("in") || words.at(at + 2).equals("of");
        Optional<NamedMonth> month = isOf ? month(words, at + 3) : Optional.empty();
        if (month.isEmpty()) {
            return ordinal < 0 || CalendarWords.ordinal(words.at(at)) == null
                    ? Optional.empty() // the Friday before today; "at 2 Friday"
                    : Optional.of(new Named(
                            at, at + 2, new Reading.Unclear("names no month; ask for the date"), weekday, false));
        }
        LocalDate date = inMonth(month.get().month(), ordinal, weekday);
        LocalDate chosen = month.get().isDated() || !date.isBefore(today)
                ? date
                : inMonth(month.get().month().plusYears(1), ordinal, weekday);
        return Optional.of(Named.at(at, month.get().end(), chosen));
    }

    private static LocalDate inMonth(YearMonth month, int ordinal, DayOfWeek weekday) {
        LocalDate date = month.atDay(1).with(TemporalAdjusters.dayOfWeekInMonth(ordinal, weekday));
        if (!YearMonth.from(date).equals(month)) {
            throw new DateTimeException("the month has no such day");
        }
        return date;
    }

    /** @param isDated whether its year is known; otherwise a month that is past is next year's */
    private record NamedMonth(YearMonth month, boolean isDated, int end) {}

    private Optional<NamedMonth> month(Words words, int at) {
        Month month = CalendarWords.month(words.at(at));
        if (month != null) {
            Counted year = CalendarWords.year(words.words(), at + 1);
            return Optional.of(
                    year == null
                            ? new NamedMonth(YearMonth.of(today.getYear(), month), false, at + 1)
                            : new NamedMonth(YearMonth.of(year.value(), month), true, year.end()));
        }
        if (words.are(at, "next", "month")) {
            return Optional.of(new NamedMonth(YearMonth.from(today).plusMonths(1), true, at + 2));
        }
        return words.are(at, "this", "month") || words.are(at, "the", "month")
                ? Optional.of(new NamedMonth(YearMonth.from(today), true, at + 2))
                : Optional.empty();
    }

    /** Reads {@code Friday}, {@code next Friday}, {@code Friday next week}, {@code next week Friday}. */
    private Optional<Named> weekday(Words words, int at) {
        if (words.at(at + 1).equals("week") && Set.of("next", "this", "last").contains(words.at(at))) {
            int day = words.at(at + 2).equals("on") ? at + 3 : at + 2;
            DayOfWeek weekday = CalendarWords.weekday(words.at(day));
            return weekday == null
                    ? Optional.empty()
                    : Optional.of(new Named(
                            at,
                            day + 1,
                            Reading.text(inWeek(words.at(at), weekday).toString()),
                            weekday,
                            false));
        }
        DayOfWeek weekday = CalendarWords.weekday(words.at(at));
        if (weekday == null) {
            return Optional.empty();
        }
        return Optional.of(weekdayWithWeek(words, at, weekday).orElseGet(() -> {
            Reading reading = weekday(words.at(at - 1), weekday);
            return new Named(at, at + 1, reading, weekday, true);
        }));
    }

    private Optional<Named> weekdayWithWeek(Words words, int at, DayOfWeek weekday) {
        if (words.at(at + 1).equals("in")) {
            Optional<Distance> counted = counted(words, at + 2, today).filter(distance -> distance.weeks() > 0);
            if (counted.isPresent()) {
                return Optional.of(
                        inWeeks(at, counted.get().end(), weekday, counted.get().weeks()));
            }
        }
        int next = words.at(at + 1).equals("of") || words.at(at + 1).equals("in") ? at + 2 : at + 1;
        next += words.at(next).equals("the") ? 1 : 0;
        if (words.at(next + 1).equals("week") && Set.of("next", "this", "last").contains(words.at(next))) {
            return Optional.of(new Named(
                    at, next + 2, Reading.text(inWeek(words.at(next), weekday).toString()), weekday, false));
        }
        LocalDate coming = today.with(TemporalAdjusters.next(weekday));
        if (words.at(at + 1).equals("week")) {
            return Optional.of(Named.at(at, at + 2, coming.plusWeeks(1)));
        }
        if (words.are(at + 1, "after", "next")) {
            Reading reading = new Reading.Unclear(
                    "could be " + coming.plusWeeks(1) + " or " + coming.plusWeeks(2) + "; ask which");
            return Optional.of(new Named(at, at + 3, reading, weekday, false));
        }
        return Optional.empty();
    }

    private LocalDate inWeek(String which, DayOfWeek weekday) {
        LocalDate thisWeek = today.with(weekday);
        return switch (which) {
            case "next" -> thisWeek.plusWeeks(1);
            case "last" -> thisWeek.minusWeeks(1);
            default -> thisWeek;
        };
    }

    /** {@code next Friday}, said on a Wednesday, is in two days for some people and in nine for others. */
    private Reading weekday(String before, DayOfWeek weekday) {
        LocalDate coming = today.with(TemporalAdjusters.next(weekday));
        return switch (before) {
            case "last" ->
                Reading.text(today.with(TemporalAdjusters.previous(weekday)).toString());
            case "this" ->
                Reading.text(today.with(TemporalAdjusters.nextOrSame(weekday)).toString());
            case "next" ->
                coming.isAfter(today.with(DayOfWeek.SUNDAY))
                        ? Reading.text(coming.toString())
                        : new Reading.Unclear("could be " + coming + " or " + coming.plusWeeks(1) + "; ask which");
            default -> Reading.text(coming.toString());
        };
    }

    /** Reads {@code the fifth of May nineteen eighty five}, {@code 5 May}, {@code the fifth}, {@code the fifth of next month}. */
    private Optional<Named> dayAndMonth(Words words, int at, boolean bare, Optional<LocalDate> base) {
        boolean the = words.at(at).equals("the");
        int from = the ? at + 1 : at;
        boolean isOrdinal = CalendarWords.isOrdinal(words.words(), from);
        Counted day = CalendarWords.day(words.words(), from);
        if (day == null) {
            return Optional.empty();
        }
        int next = day.end();
        Optional<Named> numbered = isOrdinal ? monthByNumber(words, at, day) : Optional.empty();
        if (numbered.isPresent()) {
            return numbered;
        }
        boolean of = words.at(next).equals("of");
        Optional<NamedMonth> month = month(words, of ? next + 1 : next);
        boolean isOfNext = month.isPresent()
                && !isOrdinal
                && !of
                && CalendarWords.isOrdinal(words.words(), month.get().end());
        boolean isVerb = month.isPresent() && !of && !isOrdinal && isVerb(words, next, from);
        if (month.isPresent() && !isOfNext && !isVerb) {
            YearMonth in = month.get().month();
            boolean isPast = words.are(month.get().end() - 2, "the", "month")
                    && in.atDay(day.value()).isBefore(today);
            LocalDate date = isPast
                    ? in.plusMonths(1).atDay(day.value())
                    : month.get().isDated() ? in.atDay(day.value()) : upcoming(in.getMonthValue(), day.value());
            return Optional.of(Named.at(at, month.get().end(), date));
        }
        boolean counts = COUNTED.contains(words.at(next)) || CalendarWords.weekday(words.at(next)) != null;
        boolean stands = (the && (isOrdinal || isFigure(words.at(from)))) || (bare && isOrdinal);
        return counts || !stands || isOfNext
                ? Optional.empty()
                : Optional.of(Named.at(at, next, dayOfMonth(day.value(), bare ? base : Optional.empty())));
    }

    /** Reads {@code the third of the fifth nineteen eighty five}. */
    private Optional<Named> monthByNumber(Words words, int at, Counted day) {
        int from = day.end() + (words.are(day.end(), "of", "the") ? 2 : 0);
        Integer month = CalendarWords.ordinal(words.at(from));
        if (from == day.end() || month == null || month > 12) {
            return Optional.empty();
        }
        Counted year = CalendarWords.year(words.words(), from + 1);
        return Optional.of(
                year == null
                        ? Named.at(at, from + 1, upcoming(month, day.value()))
                        : Named.at(at, year.end(), LocalDate.of(year.value(), month, day.value())));
    }

    /** {@code two may be too few} names no day of May. */
    private static boolean isVerb(Words words, int month, int day) {
        boolean may = words.at(month).equals("may")
                || words.at(month).equals("march")
                || words.at(month).equals("mar");
        return may && !isFigure(words.at(day)) && !CalendarWords.isOrdinal(words.words(), day);
    }

    private static boolean isFigure(String word) {
        return !word.isEmpty() && word.length() <= 2 && Character.isDigit(word.charAt(0));
    }

    /** The next such day; where a date is corrected, the same day's month. */
    private LocalDate dayOfMonth(int day, Optional<LocalDate> base) {
        if (base.isPresent()) {
            LocalDate near = base.get().withDayOfMonth(day);
            if (!near.isBefore(today) || base.get().isBefore(today)) {
                return near;
            }
        }
        LocalDate date = today.withDayOfMonth(1);
        while (day > date.lengthOfMonth() || date.withDayOfMonth(day).isBefore(today)) {
            date = date.plusMonths(1);
        }
        return date.withDayOfMonth(day);
    }

    /** Reads {@code December fifth}, {@code March third twenty twenty four}. */
    private Optional<Named> monthAndDay(Words words, int at) {
        Month month = CalendarWords.month(words.at(at));
        if (month == null || CalendarWords.year(words.words(), at + 1) != null) {
            return Optional.empty(); // "May nineteen eighty five" names no day
        }
        int from = words.at(at + 1).equals("the") ? at + 2 : at + 1;
        Counted day = CalendarWords.day(words.words(), from);
        if (day == null || isVerb(words, at, from)) {
            return Optional.empty();
        }
        Counted year = CalendarWords.year(words.words(), day.end());
        return Optional.of(
                year == null
                        ? Named.at(at, day.end(), upcoming(month.getValue(), day.value()))
                        : Named.at(at, year.end(), LocalDate.of(year.value(), month, day.value())));
    }

    private LocalDate upcoming(int month, int day) {
        LocalDate thisYear = LocalDate.of(today.getYear(), month, day);
        return thisYear.isBefore(today) ? LocalDate.of(today.getYear() + 1, month, day) : thisYear;
    }

    /** Completes a year of two digits: it is of this century up to next year, else of the last. */
    private int fullYear(String year) {
        int number = Integer.parseInt(year);
        int century = today.getYear() / 100 * 100;
        return year.length() == 4
                ? number
                : number <= today.getYear() % 100 + 1 ? century + number : century - 100 + number;
    }

    private static List<Reading> vague(List<String> words) {
        for (String span : List.of("week", "weekend", "month", "year")) {
            if (words.contains(span)) {
                return List.of(new Reading.Unclear("names a " + span + ", not a day; ask for the day"));
            }
        }
        boolean month = words.stream().anyMatch(word -> word.length() > 3 && CalendarWords.month(word) != null);
        return month ? List.of(new Reading.Unclear("names a month, not a day; ask for the day")) : List.of();
    }
}
