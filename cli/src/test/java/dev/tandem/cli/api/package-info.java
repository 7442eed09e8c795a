@NullMarked
package dev.tandem.cli.api;

import org.jspecify.annotations.NullMarked;
