package dev.tandem.workflows.graph;

import java.text.Normalizer;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The function names under which an agent's paths are offered to the model. */
public final class TransferNames {

    /** No tool of a document may begin with it. */
    public static final String PREFIX = "transfer_to_";

    /** What the field's models accept as a function's name. */
    static final int LONGEST = 64;

    private TransferNames() {}

    /**
     * {@code transfer_to_<slug of the path's name>} by path id, in the order of {@code paths}: at most 64 characters of
     * {@code a-z0-9_}, unique, and the same for the same list always.
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

    private static String unique(String wanted, Set<String> taken) {
        String name = cut(wanted, LONGEST);
        for (int n = 2; taken.contains(name); n++) {
            String suffix = "_" + n;
            name = cut(wanted, LONGEST - suffix.length()) + suffix;
        }
        return name;
    }

    /** Accents are dropped; a name without any Latin letter or digit is called {@code path}. */
    private static String slug(String name) {
        String slug = Normalizer.normalize(name, Normalizer.Form.NFKD)
                .replaceAll("\\p{M}+", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "_")
                .replaceAll("^_|_$", "");
        return slug.isEmpty() ? "path" : slug;
    }

    private static String cut(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest);
    }
}
