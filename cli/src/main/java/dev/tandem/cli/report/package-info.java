/** What is shown: lines, progress, and reports for CI systems. */
@NullMarked
package dev.tandem.cli.report;

import org.jspecify.annotations.NullMarked;
