package dev.tandem.cli.file;

import dev.tandem.cli.api.Failure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * Knows which documents of a workflow came from this repository or were seen by it, so that a change of somebody else is
 * told from one's own. Those are what the file was at each of its last commits in git, and what was pulled or applied in
 * this folder ({@code .tandem/known}, which needs no commit).
 */
public final class KnownDocuments {

    private static final int COMMITS = 100;
    private static final int KEPT = 50;

    private final Path state;

    /** @param folder where the command runs */
    public KnownDocuments(Path folder) {
        this.state = folder.resolve(".tandem").resolve("known");
    }

    /** Whether a document of the server is one that this repository made or has seen. */
    public boolean knows(WorkflowFile file, JsonNode served) {
        String sha256 = Canonical.sha256(served);
        return remembered(file.id() == null ? "" : file.id()).contains(sha256)
                || committed(file.path()).contains(sha256);
    }

    /** Remembers what was pulled or applied. */
    public void remember(String workflow, JsonNode served) {
        Path known = state.resolve(workflow);
        try {
            Files.createDirectories(state);
            List<String> before = Files.exists(known) ? Files.readAllLines(known) : List.of();
            String sha256 = Canonical.sha256(served);
            List<String> lines = before.stream()
                    .filter(line -> !line.equals(sha256))
                    .skip(Math.max(0, before.size() - KEPT))
                    .collect(Collectors.toList());
            lines.add(sha256);
            Files.write(known, lines);
        } catch (IOException unwritable) {
            throw Failure.usage("The file " + known + " cannot be written: " + unwritable.getMessage());
        }
    }

    private Set<String> remembered(String workflow) {
        Path known = state.resolve(workflow);
        if (workflow.isEmpty() || !Files.isRegularFile(known)) {
            return Set.of();
        }
        try {
            return new HashSet<>(Files.readAllLines(known));
        } catch (IOException unreadable) {
            throw Failure.usage("The file " + known + " cannot be read: " + unreadable.getMessage());
        }
    }

    /** Returns the documents of a file's last commits. Without git, or outside of a repository, there are none. */
    private static Set<String> committed(Path file) {
        Path absolute = file.toAbsolutePath().normalize();
        Path folder = absolute.getParent();
        Path name = absolute.getFileName();
        if (folder == null || name == null) {
            return Set.of();
        }
        Set<String> found = new HashSet<>();
        for (String commit : git(folder, "log", "--format=%H", "-n", String.valueOf(COMMITS), "--", name.toString())
                .lines()
                .toList()) {
            sha256(file, git(folder, "show", commit + ":./" + name)).ifPresent(found::add);
        }
        return found;
    }

    /** Returns the document's hash; empty: in that commit the file was broken or gone, and no server has it. */
    private static Optional<String> sha256(Path file, String text) {
        try {
            return Optional.of(Canonical.sha256(WorkflowFile.parse(file, text).config()));
        } catch (Failure broken) {
            return Optional.empty();
        }
    }

    private static String git(Path folder, String... arguments) {
        ProcessBuilder command = new ProcessBuilder();
        command.command().add("git");
        command.command().addAll(List.of(arguments));
        command.directory(folder.toFile()).redirectError(ProcessBuilder.Redirect.DISCARD);
        try {
            Process process = command.start();
            String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return process.waitFor() == 0 ? out : "";
        } catch (IOException noGit) {
            return "";
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return "";
        }
    }
}
