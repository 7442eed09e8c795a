package dev.tandem.stack.compose;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code Dockerfile}.
 *
 * @param stages by name, in their order
 */
record Dockerfile(Map<String, Stage> stages) {
    private static final Pattern FROM = Pattern.compile("FROM (?<base>\\S+) AS (?<name>\\S+)");
    private static final Pattern ENV = Pattern.compile("ENV (?<name>\\w+)=\"?(?<value>[^\"]*)\"?");
    private static final Pattern COPY =
            Pattern.compile("COPY (?:--from=(?<stage>\\S+) )?(?:--\\S+ )*(?<sources>.+) \\S+");

    /**
     * @param base an image, or a stage before this one
     * @param copied from the repository
     * @param copiedFrom other stages
     */
    record Stage(String base, Map<String, String> environment, List<String> copied, List<String> copiedFrom) {}

    static Dockerfile read(Path file) throws IOException {
        Map<String, Stage> stages = new LinkedHashMap<>();
        Stage current = new Stage("", Map.of(), List.of(), List.of());
        for (String line : Files.readAllLines(file)) {
            Matcher from = FROM.matcher(line);
            Matcher env = ENV.matcher(line);
            Matcher copy = COPY.matcher(line);
            if (from.matches()) {
                current = new Stage(from.group("base"), new LinkedHashMap<>(), new ArrayList<>(), new ArrayList<>());
                stages.put(from.group("name"), current);
            } else if (env.matches()) {
                current.environment().put(env.group("name"), env.group("value"));
            } else if (copy.matches() && copy.group("stage") == null) {
                current.copied().addAll(List.of(copy.group("sources").split(" ", -1)));
            } else if (copy.matches()) {
                current.copiedFrom().add(copy.group("stage"));
            } else if (line.startsWith("FROM ") || line.startsWith("ENV ") || line.startsWith("COPY ")) {
                throw new AssertionError("This test does not understand: " + line);
            }
        }
        return new Dockerfile(stages);
    }

    Stage stage(String name) {
        Stage stage = stages.get(name);
        if (stage == null) {
            throw new AssertionError("The Dockerfile has no stage %s, but %s.".formatted(name, stages.keySet()));
        }
        return stage;
    }

    /** What a process in the image finds in its environment, of ours. */
    Map<String, String> environment(String name) {
        Stage stage = stage(name);
        Map<String, String> environment = new LinkedHashMap<>();
        if (stages.containsKey(stage.base())) {
            environment.putAll(environment(stage.base()));
        }
        environment.putAll(stage.environment());
        return environment;
    }

    /** The images that stages begin with. */
    List<String> images() {
        return stages.values().stream()
                .map(Stage::base)
                .filter(base -> !stages.containsKey(base))
                .toList();
    }
}
