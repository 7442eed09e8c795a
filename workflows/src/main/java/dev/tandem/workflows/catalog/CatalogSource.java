package dev.tandem.workflows.catalog;

import java.util.List;

/**
 * Brings descriptors that are known only when a process runs: those of its plugins. {@link java.util.ServiceLoader}
 * finds it.
 */
public interface CatalogSource {

    /** Returns tool types whose names are those of no other. */
    List<ToolTypeDescriptor> toolTypes();

    /** Returns providers whose names are those of no other of their kind. */
    List<ProviderDescriptor> providers();
}
