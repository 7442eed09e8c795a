package dev.tandem.cli.file;

import dev.tandem.cli.api.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A workflow as a file: {@code id}, {@code name}, {@code description} and {@code config}, the configuration document.
 *
 * @param id null: the workflow is not on the server yet
 */
public record WorkflowFile(
        Path path,
        @Nullable String id,
        String name,
        @Nullable String description,
        JsonNode config) {

    private static final String HEAD =
            "# A workflow of Tandem. `tandem plan` shows what would change, `tandem apply` sends"
                    + " it.\n# Keep the ids: calls, figures and replays know parts by them.\n";

    private static final Pattern NAME = Pattern.compile("^name:", Pattern.MULTILINE);

    private static final JsonMapper JSON = JsonMapper.shared();

    /** Returns a file for a workflow that has none yet. */
    public static WorkflowFile at(
            Path folder, String format, String id, String name, @Nullable String description, JsonNode config) {
        String slug =
                name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
        Path path = folder.resolve((slug.isEmpty() ? id : slug) + "." + format);
        return new WorkflowFile(path, id, name, description, config);
    }

    /** @throws Failure if it cannot be read, or is no workflow */
    public static WorkflowFile read(Path path) {
        try {
            return parse(path, Files.readString(path));
        } catch (IOException unreadable) {
            throw Failure.usage("The file " + path + " cannot be read: " + unreadable.getMessage());
        }
    }

    /** @throws Failure if the text is no workflow */
    static WorkflowFile parse(Path path, String text) {
        JsonNode read = Yaml.read(path, text);
        if (!read.path("config").isObject() || !read.path("name").isString()) {
            throw Failure.usage(path + " is no workflow: it needs name, a text, and config, the configuration document."
                    + " `tandem pull` and `tandem init` write such files.");
        }
        return new WorkflowFile(
                path,
                read.path("id").asString(null),
                read.path("name").asString(),
                read.path("description").asString(null),
                read.path("config"));
    }

    /**
     * Returns the workflow files of a folder, by name, or the one file.
     *
     * @throws Failure if there is none
     */
    public static List<WorkflowFile> in(Path place) {
        if (!Files.isDirectory(place)) {
            return List.of(read(place));
        }
        List<WorkflowFile> files = texts(place).map(WorkflowFile::read).toList();
        if (files.isEmpty()) {
            throw Failure.usage("There is no workflow in " + place
                    + ". `tandem pull` writes those of the server there, `tandem init` an example.");
        }
        return files;
    }

    /** Returns the files of a folder in YAML or JSON, by name. */
    static Stream<Path> texts(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files
                    .filter(file -> file.toString().matches(".*\\.(yaml|yml|json)"))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList()
                    .stream();
        } catch (IOException unreadable) {
            throw Failure.usage("The folder " + folder + " cannot be read: " + unreadable.getMessage());
        }
    }

    public WorkflowFile with(String newId, String newName, @Nullable String newDescription, JsonNode newConfig) {
        return new WorkflowFile(path, newId, newName, newDescription, newConfig);
    }

    /** Returns the id. @throws Failure if the workflow is not on the server yet */
    public String requireId() {
        return Optional.ofNullable(id)
                .orElseThrow(() -> Failure.refused(
                        path + " has no id: the workflow is not on the server yet. `tandem apply` brings it there."));
    }

    /**
     * Writes the id into a file that has none, and leaves all else in it as it is, its comments too.
     *
     * @return the file with its id
     */
    public WorkflowFile writeId(String newId) {
        WorkflowFile own = with(newId, name, description, config);
        try {
            String text = Files.readString(path);
            String with = NAME.matcher(text).replaceFirst("id: " + newId + "\n$0");
            if (!with.equals(text) && own.equals(parse(path, with))) {
                write(with);
                return own;
            }
        } catch (IOException unreadable) {
            throw Failure.usage("The file " + path + " cannot be read: " + unreadable.getMessage());
        }
        own.write();
        return own;
    }

    /** Writes the file anew. */
    public void write() {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        if (id != null) {
            node.put("id", id);
        }
        node.put("name", name);
        if (description != null) {
            node.put("description", description);
        }
        node.set("config", config);
        write(
                path.toString().endsWith(".json")
                        ? JSON.writerWithDefaultPrettyPrinter().writeValueAsString(node) + "\n"
                        : HEAD + Yaml.write(node));
    }

    /** In one step, so that the file is never half there. */
    private void write(String text) {
        try {
            Path folder = path.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            Path next = Path.of(path + ".next");
            Files.writeString(next, text);
            Files.move(next, path, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException unwritable) {
            throw Failure.usage("The file " + path + " cannot be written: " + unwritable.getMessage());
        }
    }
}
