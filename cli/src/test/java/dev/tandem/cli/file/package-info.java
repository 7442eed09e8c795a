@NullMarked
package dev.tandem.cli.file;

import org.jspecify.annotations.NullMarked;
