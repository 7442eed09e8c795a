package dev.tandem.stack.junit;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Holds the packages of a module from the ground up, and which packages each of them may know. A row is {@code package:
 * known known …}; names are written without {@code dev.tandem.}. Of its own module a package may know only those in
 * rows above it. So no dependency points up, and none is circular.
 */
public final class PackageTable {

    private static final String ROOT = "dev.tandem.";

    /** Most files of a package. A larger one should be two. */
    private static final int MOST_FILES = 25;

    private final Map<String, Set<String>> rows = new LinkedHashMap<>();

    /** @throws IllegalArgumentException if a row knows a package of its module that is in no row above it */
    public PackageTable(String table) {
        for (String row : table.strip().lines().toList()) {
            String[] parts = row.split(":", -1);
            String name = parts[0].strip();
            Set<String> known = Arrays.stream(parts[1].strip().split("\\s+"))
                    .filter(one -> !one.isEmpty())
                    .collect(Collectors.toSet());
            known.stream()
                    .filter(one -> module(one).equals(module(name)) && !rows.containsKey(one))
                    .forEach(one -> {
                        throw new IllegalArgumentException(
                                name + " knows " + one + ", which stands in no row above it");
                    });
            rows.put(name, known);
        }
    }

    /** Lists what in these classes differs from the table, a sentence each. */
    public List<String> differences(JavaClasses classes) {
        List<String> differences = new ArrayList<>();
        Map<String, Set<String>> files = new TreeMap<>();
        Map<String, Set<String>> used = new TreeMap<>();
        for (JavaClass one : classes) {
            String from = name(one);
            if (!one.getSimpleName().equals("package-info")) {
                files.computeIfAbsent(from, none -> new TreeSet<>()).add(outermost(one));
            }
            Set<String> known = rows.getOrDefault(from, Set.of());
            for (Dependency dependency : one.getDirectDependenciesFromSelf()) {
                JavaClass target = dependency.getTargetClass().getBaseComponentType();
                String to = name(target);
                if (target.getPackageName().startsWith(ROOT) && !to.equals(from)) {
                    boolean first =
                            used.computeIfAbsent(from, none -> new TreeSet<>()).add(to);
                    if (first && !known.contains(to)) {
                        differences.add(from + " may not know " + to + ": " + dependency.getDescription());
                    }
                }
            }
        }
        files.forEach((name, inside) -> {
            if (!rows.containsKey(name)) {
                differences.add("The table has no row for " + name + ".");
            }
            if (inside.size() > MOST_FILES) {
                differences.add(name + " has " + inside.size() + " files; at most " + MOST_FILES + ".");
            }
        });
        rows.forEach((name, known) -> known.stream()
                .filter(one -> !used.getOrDefault(name, Set.of()).contains(one))
                .forEach(one -> differences.add(name + " does not know " + one + "; take it out of its row.")));
        return differences;
    }

    private static String module(String name) {
        return name.split("\\.", -1)[0];
    }

    private static String name(JavaClass one) {
        String name = one.getPackageName();
        return name.startsWith(ROOT) ? name.substring(ROOT.length()) : name;
    }

    private static String outermost(JavaClass one) {
        JavaClass outer = one;
        while (outer.getEnclosingClass().isPresent()) {
            outer = outer.getEnclosingClass().get();
        }
        return outer.getName();
    }
}
