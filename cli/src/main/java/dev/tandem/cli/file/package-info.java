/** Workflows and scenarios as files of a repository. */
@NullMarked
package dev.tandem.cli.file;

import org.jspecify.annotations.NullMarked;
