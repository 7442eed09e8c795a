package dev.tandem.api.catalog;

import dev.tandem.api.access.Requires;
import dev.tandem.api.access.Role;
import dev.tandem.api.http.page.Page;
import dev.tandem.plugins.LoadedModel;
import dev.tandem.plugins.LoadedPlugin;
import dev.tandem.plugins.LoadedToolType;
import dev.tandem.plugins.Plugins;
import dev.tandem.plugins.RefusedPlugin;
import dev.tandem.workflows.catalog.ProviderDescriptor;
import dev.tandem.workflows.catalog.ToolTypeDescriptor;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

@RestController
class CatalogController {

    private final Page<ToolType> toolTypes =
            new Page<>(ToolTypeDescriptor.installed().stream().map(ToolType::of).toList(), null);
    private final Page<Provider> providers =
            new Page<>(ProviderDescriptor.installed().stream().map(Provider::of).toList(), null);

    /** Lists the adapters that a tool's {@code tool_type} may name, besides the organization's own tool library. */
    @GetMapping("/api/tool-types")
    @Requires(Role.VIEWER)
    Page<ToolType> toolTypes() {
        return toolTypes;
    }

    /** Lists the providers that {@code llm}, {@code stt}, {@code tts} and {@code vad} of an agent may name. */
    @GetMapping("/api/providers")
    @Requires(Role.VIEWER)
    Page<Provider> providers() {
        return providers;
    }

    /** Lists the plugins of this process: those in use, and those that are left out, with the reason. */
    @GetMapping("/api/plugins")
    @Requires(Role.VIEWER)
    Page<Plugin> plugins() {
        return new Page<>(
                Stream.concat(
                                Plugins.installed().loaded().stream().map(Plugin::of),
                                Plugins.installed().refused().stream().map(Plugin::of))
                        .toList(),
                null);
    }

    /**
     * @param file the jar or the folder in the folder of plugins
     * @param name as the plugin calls itself; null: it is left out
     * @param toolTypes what documents may name in {@code tool_type}
     * @param models what documents may name in {@code llm.provider}
     * @param problem why it is left out; null: it is in use
     */
    record Plugin(
            String file,
            @Nullable String name,
            List<String> toolTypes,
            List<String> models,
            @Nullable String problem) {

        static Plugin of(LoadedPlugin plugin) {
            return new Plugin(
                    plugin.file(),
                    plugin.name(),
                    plugin.toolTypes().stream().map(LoadedToolType::name).toList(),
                    plugin.models().stream().map(LoadedModel::name).toList(),
                    null);
        }

        static Plugin of(RefusedPlugin plugin) {
            return new Plugin(plugin.file(), null, List.of(), List.of(), plugin.reason());
        }
    }

    /**
     * @param configSchema JSON Schema of the tool's {@code config}
     * @param templatedFields fields of the config whose strings may hold {@code {{argument}}}
     */
    record ToolType(String name, JsonNode configSchema, List<String> templatedFields) {

        static ToolType of(ToolTypeDescriptor descriptor) {
            return new ToolType(
                    descriptor.name(),
                    descriptor.configSchema(),
                    descriptor.templatedFields().stream().sorted().toList());
        }
    }

    /**
     * @param kind llm, stt, tts or vad: the agent's field that names it
     * @param standard whether an agent gets this provider when it names none of this kind
     * @param configSchema JSON Schema of the whole field, {@code provider} included
     * @param languages primary subtags (ISO 639) that it supports; empty if there is no limit
     */
    record Provider(String kind, String name, boolean standard, JsonNode configSchema, List<String> languages) {

        static Provider of(ProviderDescriptor descriptor) {
            return new Provider(
                    descriptor.kind().field(),
                    descriptor.name(),
                    descriptor.name().equals(descriptor.kind().standard()),
                    descriptor.configSchema(),
                    descriptor.languages().stream().sorted().toList());
        }
    }
}
