/** {@code make bench}: the figures that Tandem is measured by. */
@NullMarked
package dev.tandem.bench;

import org.jspecify.annotations.NullMarked;
