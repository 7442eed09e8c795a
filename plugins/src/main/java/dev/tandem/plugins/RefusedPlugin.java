package dev.tandem.plugins;

/**
 * A plugin that the process runs without.
 *
 * @param file the jar or the folder in the folder of plugins, or that folder itself
 * @param reason a sentence for the operator
 */
public record RefusedPlugin(String file, String reason) {}
