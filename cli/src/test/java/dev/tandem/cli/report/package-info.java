@NullMarked
package dev.tandem.cli.report;

import org.jspecify.annotations.NullMarked;
