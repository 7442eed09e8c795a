package dev.tandem.callers.persona;

import dev.tandem.workers.itn.UtteranceWords;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Compares English words whatever their ending: {@code cancel} and {@code cancelled}. */
final class Stems {

    private static final List<String> ENDINGS = List.of("ies", "ing", "ed", "es", "s", "e", "y");
    private static final int SHORTEST = 3;

    private Stems() {}

    static Set<String> of(String text) {
        Set<String> stems = new LinkedHashSet<>();
        UtteranceWords.contentWords(text).forEach(word -> stems.add(stem(word)));
        return stems;
    }

    static String stem(String word) {
        String bare = word.endsWith("'s") ? word.substring(0, word.length() - 2) : word;
        for (String ending : ENDINGS) {
            if (bare.endsWith(ending) && bare.length() - ending.length() >= SHORTEST) {
                return bare.substring(0, bare.length() - ending.length());
            }
        }
        return bare;
    }

    static boolean same(String one, String other) {
        if (one.equals(other)) {
            return true;
        }
        int shorter = Math.min(one.length(), other.length());
        return shorter > SHORTEST && (one.startsWith(other) || other.startsWith(one));
    }

    static boolean isIn(String stem, Collection<String> stems) {
        return stems.stream().anyMatch(other -> same(stem, other));
    }

    static int shared(Collection<String> some, Collection<String> others) {
        return (int) some.stream().filter(stem -> isIn(stem, others)).count();
    }
}
