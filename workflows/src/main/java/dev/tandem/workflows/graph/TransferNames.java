package dev.tandem.workflows.graph;

import java.text.Normalizer;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Names the functions by which the model is offered an agent's paths. */
public final class TransferNames {

    /** The prefix of these names. No tool of a document may begin with it. */
    public static final String PREFIX = "transfer_to_";

    /** The longest name of a function that common models accept. */
    static final int LONGEST = 64;

    private TransferNames() {}

    /**
     * Returns the names by path id: {@code transfer_to_<slug of the path's name>}, in the order of {@code paths}. A
     * name has at most 64 characters of {@code a-z0-9_}, is unique, and is always the same for the same list.
     */
    public static Map<String, String> of(List<Path> paths) {
        Map<String, String> names = new LinkedHashMap<>();
        Set<String> taken = new HashSet<>();
        for (Path path : paths) {
            String name = unique(PREFIX + slug(path.name()), taken);
            taken.add(name);
            names.put(path.id(), name);
        }
        return names;
    }

    /** Returns whether a function's name tells the whole name of its path: no letter is lost, and nothing is cut off. */
    public static boolean tell(String function, String pathName) {
        return function.equals(PREFIX + slug(pathName))
                && plain(pathName)
                        .codePoints()
                        .filter(Character::isLetterOrDigit)
                        .allMatch(letter -> letter < 128);
    }

    private static String unique(String wanted, Set<String> taken) {
        String name = cut(wanted, LONGEST);
        for (int n = 2; taken.contains(name); n++) {
            String suffix = "_" + n;
            name = cut(wanted, LONGEST - suffix.length()) + suffix;
        }
        return name;
    }

    /** Returns a name without accents. A name without any Latin letter or digit becomes {@code path}. */
    private static String slug(String name) {
        String slug = plain(name).replaceAll("[^a-z0-9]+", "_").replaceAll("^_|_$", "");
        return slug.isEmpty() ? "path" : slug;
    }

    /** Returns a name in lower case and without accents. */
    private static String plain(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFKD)
                .replaceAll("\\p{M}+", "")
                .toLowerCase(Locale.ROOT);
    }

    /** Cuts a text between two words; within a word only if there is no other place. */
    private static String cut(String text, int longest) {
        if (text.length() <= longest) {
            return text;
        }
        int end = text.lastIndexOf('_', longest);
        return text.substring(0, end > PREFIX.length() ? end : longest);
    }
}
