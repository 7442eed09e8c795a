package dev.tandem.stack.compose;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * The environment variables that one of our processes reads.
 *
 * @param names what its {@code application.yml}, its settings record and its code ask for
 * @param atThisMachine those whose default is an address of the machine that the process runs on
 */
record Settings(Set<String> names, Set<String> atThisMachine) {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([A-Z][A-Z0-9_]*)(?::([^}]*))?");
    private static final Pattern LITERAL = Pattern.compile("\"((?:TANDEM|SPRING)_[A-Z0-9_]+)\"");

    /** Those of a module that is a process, and of a module that it is built of. */
    static Settings of(Path module, Path part) throws IOException {
        Settings own = of(module);
        return new Settings(
                Stream.concat(own.names.stream(), named(part).stream()).collect(Collectors.toSet()), own.atThisMachine);
    }

    /** The settings that a module's code names. */
    private static Set<String> named(Path module) throws IOException {
        Set<String> names = new TreeSet<>();
        try (Stream<Path> files = Files.walk(module.resolve("src/main/java"))) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                names.addAll(matches(LITERAL, Files.readString(file)));
            }
        }
        return names;
    }

    private static Settings of(Path module) throws IOException {
        String configuration = Files.readString(module.resolve("src/main/resources/application.yml"));
        Set<String> names = new TreeSet<>(matches(PLACEHOLDER, configuration));
        try (Stream<Path> files = Files.walk(module.resolve("src/main/java"))) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                String source = Files.readString(file);
                names.addAll(matches(LITERAL, source));
                if (source.contains("@ConfigurationProperties(\"tandem\")")) {
                    names.addAll(ofRecord(file));
                }
            }
        }
        Set<String> atThisMachine = PLACEHOLDER
                .matcher(configuration)
                .results()
                .filter(setting -> setting.group(2) != null && setting.group(2).contains("127.0.0.1"))
                .map(setting -> setting.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        return new Settings(names, atThisMachine);
    }

    private static Set<String> matches(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(match -> match.group(1)).collect(Collectors.toSet());
    }

    /** As Spring binds the components of a record: dots become underscores. */
    private static Set<String> ofRecord(Path file) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        Set<String> names = new HashSet<>();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task = (JavacTask)
                    compiler.getTask(null, manager, null, List.of(), null, manager.getJavaFileObjects(file));
            for (CompilationUnitTree unit : task.parse()) {
                for (Tree type : unit.getTypeDecls()) {
                    if (type instanceof ClassTree record) {
                        addComponents(record, nested(record), "TANDEM", names);
                    }
                }
            }
        }
        return names;
    }

    private static Map<String, ClassTree> nested(ClassTree outer) {
        return outer.getMembers().stream()
                .filter(member -> member.getKind() == Tree.Kind.RECORD)
                .map(ClassTree.class::cast)
                .collect(Collectors.toMap(type -> type.getSimpleName().toString(), Function.identity()));
    }

    private static void addComponents(
            ClassTree record, Map<String, ClassTree> nested, String prefix, Set<String> names) {
        for (Tree member : record.getMembers()) {
            if (member instanceof VariableTree component
                    && !component.getModifiers().getFlags().contains(Modifier.STATIC)) {
                String name = prefix + "_" + component.getName().toString().toUpperCase(Locale.ROOT);
                ClassTree inner = nested.get(component.getType().toString());
                if (inner == null) {
                    names.add(name);
                } else {
                    addComponents(inner, nested, name, names);
                }
            }
        }
    }
}
