package dev.tandem.workers.itn;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads a day with its time: {@code tomorrow at three pm}, {@code in two hours}. */
record SpokenMoments(ZonedDateTime now, String region) {

    Reading read(String text) {
        Optional<Duration> ahead = ahead(UtteranceWords.words(text));
        if (ahead.isPresent()) {
            return moment(now.plus(ahead.get()).truncatedTo(ChronoUnit.MINUTES));
        }
        List<Repairs.Part> parts = Repairs.of(text, Repairs.Kind.PLAIN);
        SpokenDates dates = new SpokenDates(now.toLocalDate(), region);
        SpokenTimes times = new SpokenTimes(now, SpokenTimes.halfOfDay(SpokenTimes.words(text)));
        Reading day = Settlement.of(
                parts, (part, before) -> isDeniedMoment(part, dates, times) ? List.of() : dates.all(part, before));
        Reading time = Settlement.of(
                parts,
                (part, before) ->
                        isDeniedMoment(part, dates, times) ? List.of() : times.all(timeWords(part, dates), before));
        if (day instanceof Reading.Unclear || time instanceof Reading.Unclear) {
            return day instanceof Reading.Unclear ? day : time;
        }
        if (time.clear().isEmpty()) {
            return day.clear().isEmpty()
                    ? new Reading.Nothing()
                    : new Reading.Unclear("names no time of day; ask for it");
        }
        LocalTime at = LocalTime.parse(time.clear().get().asString());
        LocalDate date =
                day.clear().map(value -> LocalDate.parse(value.asString())).orElse(now.toLocalDate());
        ZonedDateTime moment = date.atTime(at).atZone(now.getZone());
        return day.clear().isEmpty() && moment.isBefore(now)
                ? new Reading.Unclear("is past today; ask for the day")
                : moment(moment);
    }

    /** Whether a day with its time is denied: {@code Friday at noon, not Saturday at noon} denies no noon. */
    private static boolean isDeniedMoment(Repairs.Part part, SpokenDates dates, SpokenTimes times) {
        return part.denied()
                && !dates.all(part, Optional.empty()).isEmpty()
                && !times.all(timeWords(part, dates), Optional.empty()).isEmpty();
    }

    private static List<String> timeWords(Repairs.Part part, SpokenDates dates) {
        Map<String, Reading> figures = new HashMap<>();
        return dates.withoutDates(SpokenTimes.words(dates.withoutFigures(part.text(), figures)), figures);
    }

    private static Reading moment(ZonedDateTime moment) {
        return Reading.text(moment.toOffsetDateTime().toString());
    }

    /** Reads {@code in twenty minutes}, {@code in an hour}, {@code in half an hour}. */
    static Optional<Duration> ahead(List<String> words) {
        for (int at = 0; at < words.size(); at++) {
            Optional<Duration> ahead =
                    words.get(at).equals("in") ? span(words.subList(at + 1, words.size())) : Optional.empty();
            if (ahead.isPresent()) {
                return ahead;
            }
        }
        return Optional.empty();
    }

    private static Optional<Duration> span(List<String> rest) {
        if (rest.size() >= 3 && rest.subList(0, 3).equals(List.of("half", "an", "hour"))) {
            return Optional.of(Duration.ofMinutes(30));
        }
        boolean one = !rest.isEmpty()
                && (rest.getFirst().equals("a") || rest.getFirst().equals("an"));
        Optional<NumberWords.Reading> number = rest.isEmpty() ? Optional.empty() : NumberWords.at(rest, 0);
        int unit = one ? 1 : number.map(NumberWords.Reading::end).orElse(rest.size());
        long count =
                one ? 1 : number.map(reading -> reading.value().longValue()).orElse(0L);
        if (unit >= rest.size()) {
            return Optional.empty();
        }
        try {
            return switch (rest.get(unit)) {
                case "minute", "minutes" -> Optional.of(Duration.ofMinutes(count));
                case "hour", "hours" -> Optional.of(Duration.ofHours(count));
                default -> Optional.empty();
            };
        } catch (DateTimeException | ArithmeticException tooFar) {
            return Optional.empty();
        }
    }
}
