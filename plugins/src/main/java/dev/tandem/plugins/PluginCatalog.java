package dev.tandem.plugins;

import dev.tandem.workflows.catalog.CatalogSource;
import dev.tandem.workflows.catalog.ProviderDescriptor;
import dev.tandem.workflows.catalog.ToolTypeDescriptor;
import java.util.List;

/** Adds what the plugins of this process bring to the catalog. */
public final class PluginCatalog implements CatalogSource {

    @Override
    public List<ToolTypeDescriptor> toolTypes() {
        return Plugins.installed().loaded().stream()
                .flatMap(plugin -> plugin.toolTypes().stream())
                .<ToolTypeDescriptor>map(type -> type)
                .toList();
    }

    @Override
    public List<ProviderDescriptor> providers() {
        return Plugins.installed().loaded().stream()
                .flatMap(plugin -> plugin.models().stream())
                .<ProviderDescriptor>map(model -> model)
                .toList();
    }
}
