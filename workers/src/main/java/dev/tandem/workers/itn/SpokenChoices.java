package dev.tandem.workers.itn;

import java.util.List;

/** Reads one of the values that a variable allows. */
final class SpokenChoices {

    private SpokenChoices() {}

    /** Returns the longest of the named values. A value that is only part of a longer one does not count. */
    static Reading read(List<String> allowed, String text) {
        String said = plain(text);
        List<String> named =
                allowed.stream().filter(value -> said.contains(plain(value))).toList();
        List<String> whole = named.stream()
                .filter(value -> named.stream()
                        .noneMatch(
                                longer -> !longer.equals(value) && plain(longer).contains(plain(value))))
                .toList();
        return switch (whole.size()) {
            case 0 -> new Reading.Nothing();
            case 1 -> Reading.text(whole.getFirst());
            default -> new Reading.Unclear("could be " + String.join(" or ", whole) + "; ask which");
        };
    }

    private static String plain(String text) {
        return " " + String.join(" ", UtteranceWords.words(text.replace('_', ' '))) + " ";
    }
}
