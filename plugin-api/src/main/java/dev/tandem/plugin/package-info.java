/**
 * What plugins are written against. A plugin is a jar with a {@link dev.tandem.plugin.TandemPlugin}; docs/plugins.md
 * shows how one is written and what it may rely on.
 *
 * <p>JSON comes and goes as plain values of the JDK: {@link java.lang.String}, {@link java.lang.Boolean}, {@link
 * java.lang.Number}, {@link java.util.List}, {@link java.util.Map} with texts as keys, and null.
 */
@NullMarked
package dev.tandem.plugin;

import org.jspecify.annotations.NullMarked;
