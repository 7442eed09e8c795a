package dev.tandem.workers.itn;

import dev.tandem.workflows.variable.DataType;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;

/** Makes values of all types, as callers say them and as they are written. */
final class SaidSamples {

    private static final List<String> DIGITS =
            List.of("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine");
    private static final List<String> TENS =
            List.of("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety");
    private static final List<String> WEEKDAYS =
            List.of("Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday");
    private static final List<String> NAMES = List.of("jane", "john", "mary", "peter", "info", "sales");

    /** A kind of values with a way to say them. */
    enum Kind {
        DIGITS(DataType.DIGITS),
        INTEGER(DataType.INTEGER),
        NUMBER(DataType.NUMBER),
        WEEKDAY(DataType.DATE),
        DATE(DataType.DATE),
        TIME(DataType.TIME),
        DATETIME(DataType.DATETIME),
        PHONE(DataType.PHONE),
        EMAIL(DataType.EMAIL),
        CURRENCY(DataType.CURRENCY);

        private final DataType type;

        Kind(DataType type) {
            this.type = type;
        }

        DataType type() {
            return type;
        }
    }

    record Sample(String said, String value) {}

    private SaidSamples() {}

    static Sample of(Kind kind, Random random) {
        return switch (kind) {
            case DIGITS -> {
                String value = digits(random, 5);
                yield new Sample(random.nextBoolean() ? value : inWords(value), value);
            }
            case INTEGER -> integer(random);
            case NUMBER -> {
                Sample whole = integer(random);
                int tenth = 1 + random.nextInt(9);
                yield new Sample(whole.said() + " point " + SaidSamples.DIGITS.get(tenth), whole.value() + "." + tenth);
            }
            case WEEKDAY -> {
                int day = random.nextInt(WEEKDAYS.size());
                yield new Sample(
                        WEEKDAYS.get(day),
                        LocalDate.of(2026, 12, 1).plusDays(day).toString());
            }
            case DATE -> date(random);
            case TIME -> time(random);
            case DATETIME -> {
                Sample date = date(random);
                yield new Sample(date.said() + " at noon", date.value() + "T12:00" + offset(date.value()));
            }
            case PHONE -> {
                String value = "415555" + (2000 + random.nextInt(7000));
                yield new Sample(random.nextBoolean() ? value : inWords(value), "+1" + value);
            }
            case EMAIL -> email(random);
            case CURRENCY -> {
                Sample whole = integer(random);
                yield new Sample(whole.said() + " dollars", whole.value() + ".00 USD");
            }
        };
    }

    private static Sample integer(Random random) {
        int tens = random.nextInt(TENS.size());
        int unit = 1 + random.nextInt(9);
        int value = (tens + 2) * 10 + unit;
        return new Sample(
                random.nextBoolean() ? Integer.toString(value) : TENS.get(tens) + " " + DIGITS.get(unit),
                Integer.toString(value));
    }

    private static Sample date(Random random) {
        LocalDate date = LocalDate.of(2026, 12, 1).plusDays(random.nextInt(330));
        String month = date.getMonth().getDisplayName(TextStyle.FULL, Locale.US);
        return new Sample(
                random.nextBoolean() ? month + " " + date.getDayOfMonth() : date.getDayOfMonth() + " " + month,
                date.toString());
    }

    private static Sample time(Random random) {
        int hour = 1 + random.nextInt(11);
        int minute = 10 + random.nextInt(49);
        return new Sample("at %d:%d pm".formatted(hour, minute), "%d:%d".formatted(hour + 12, minute));
    }

    private static String offset(String date) {
        return LocalDate.parse(date)
                .atTime(12, 0)
                .atZone(ZoneId.of("America/New_York"))
                .getOffset()
                .getId();
    }

    private static Sample email(Random random) {
        String first = NAMES.get(random.nextInt(NAMES.size()));
        String second = NAMES.get(random.nextInt(NAMES.size()));
        return random.nextBoolean()
                ? new Sample(first + " dot " + second + " at example dot org", first + "." + second + "@example.org")
                : new Sample(first + "@example.com", first + "@example.com");
    }

    private static String digits(Random random, int count) {
        return random.ints(count, 0, 10).mapToObj(Integer::toString).collect(Collectors.joining());
    }

    private static String inWords(String digits) {
        return digits.chars().mapToObj(digit -> DIGITS.get(digit - '0')).collect(Collectors.joining(" "));
    }
}
