package dev.tandem.workflows.graph;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An agent of the graph: its instructions, providers and tools, and the paths that lead away from it.
 *
 * @param greeting first words when the agent becomes active, spoken without the model; null: the model opens
 * @param collects names of variables that the caller may tell this agent, beside those that its paths ask for
 */
public record Agent(
        String id,
        String name,
        String instructions,
        @Nullable String greeting,
        ProviderConfig llm,
        ProviderConfig stt,
        ProviderConfig tts,
        Vad vad,
        TurnTaking turnTaking,
        List<Tool> tools,
        List<Path> paths,
        List<String> collects) {

    public Agent {
        tools = List.copyOf(tools);
        paths = List.copyOf(paths);
        collects = List.copyOf(collects);
    }

    public Optional<Tool> tool(String name) {
        return tools.stream().filter(tool -> tool.name().equals(name)).findFirst();
    }

    public Optional<Path> path(String id) {
        return paths.stream().filter(path -> path.id().equals(id)).findFirst();
    }
}
